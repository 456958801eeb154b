"""The trained classifier at run time: pieces of words, the network, the light tier, calibration."""
