"""What coordinator and owner say to each other."""
