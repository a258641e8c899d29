"""What people type on the working pages, and the sentences that say what to change; nothing is saved here."""
