"""What the conversation meant: scorecard, gap, turning points, grid, remarks."""
