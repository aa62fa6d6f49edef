"""A report for people to look at: one page of HTML about a project or an exported dataset.

facts.py      the figures of a report, as plain values
articles.py   articles with the decisions on them, as a report takes them in
counting.py   the counts of one pass over all articles
collect.py    from articles to facts
comparing.py  annotators compared with each other and with adjudications
agenda.py     the sentences that a guideline meeting should look at
tables.py     the facts as JSON and CSV
views.py      the facts as the page shows them: ordered, cut and worded
drawing.py    what the page shares with the charts of a dataset's card
marks.py      a sentence with its claims, sources and cues as runs of marked text
page.py       the page: template, style sheet and script in one file
page/         the template, the style sheet and the script

Nothing is imported here: the modules need numpy, 100 ms, and the template engine, 90 ms.
"""
