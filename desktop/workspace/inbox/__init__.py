"""The inbox (收件箱): a heap of files becomes proposals that a person confirms; nothing is placed by itself.

`gather` names and hashes what was dropped, `read` reads it in processes of its own, `propose` says what each file most
likely proves and why, `groups` puts together what one action confirms, `placing` brings the confirmed into the filing.
"""

from desktop.workspace.inbox.gathering import gather
from desktop.workspace.inbox.grouping import Group, groups, left_out_lines
from desktop.workspace.inbox.items import Basis, Gathered, Item, LeftOut, Piece, State
from desktop.workspace.inbox.placing import Attachment, attachments, content_of, placed, store
from desktop.workspace.inbox.proposing import propose
from desktop.workspace.inbox.reading import read, read_each, wants_words, with_words

__all__ = [
    "Attachment",
    "Basis",
    "Gathered",
    "Group",
    "Item",
    "LeftOut",
    "Piece",
    "State",
    "attachments",
    "content_of",
    "gather",
    "groups",
    "left_out_lines",
    "placed",
    "propose",
    "read",
    "read_each",
    "store",
    "wants_words",
    "with_words",
]
