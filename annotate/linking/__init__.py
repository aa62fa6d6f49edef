"""Links between claims of different articles: candidates, the order of asking, what decisions imply, and how well it was done."""
