"""The audit: every screen in every mode, looked at the way a person with weak eyes or hands would."""
