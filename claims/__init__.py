"""The domain of bythen: claims, horizons, windows, outcomes and scores. Pure: no clock, no file, no network, no log."""
