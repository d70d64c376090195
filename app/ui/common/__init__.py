"""Pages every centre needs: sign-in, settings, help, lists of messages and actions."""
