"""The routes of the HTTP service, one module for each sort of thing that they hand out."""
