"""How far annotators agree: decisions go in, figures that say what they mean come out."""
