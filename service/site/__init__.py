"""The pages that people read, served beside the API: templates, one style sheet, no script."""
