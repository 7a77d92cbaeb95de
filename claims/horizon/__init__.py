"""Words to windows: finds the time phrases of a sentence and reads them against the day on which it was said."""
