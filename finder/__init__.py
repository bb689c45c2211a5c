"""Hitta stöd: from a plain question to the right number. The core imports without Flask."""
