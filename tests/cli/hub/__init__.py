"""Servers on the loopback interface that stand in for the Hub, and what must hold after any fault."""
