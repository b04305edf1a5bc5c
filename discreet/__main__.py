"""`python -m discreet` is `discreet`."""

from discreet.main import main

if __name__ == "__main__":
    main()
