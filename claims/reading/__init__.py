"""Text to claims: paragraphs, sentences and quotes, speakers, attribution, futurity, horizons; see `read.read_document`."""
