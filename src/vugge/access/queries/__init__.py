"""What can be asked about access: which law holds, what somebody may see and do, and what is known of the bases."""
