"""Text to claims: layout, sentences and quotes, speakers, attribution, futurity, horizons; see `read.read_document`."""
