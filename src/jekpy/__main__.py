"""`python -m jekpy`: the same as the `jekpy` command."""

from jekpy.cli import main

if __name__ == "__main__":
    main()
