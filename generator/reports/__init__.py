"""What officials ask about their records, as text for people, as Markdown for reviews, as JSON for machines."""
