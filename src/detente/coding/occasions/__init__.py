"""Dated or datable things to come."""
