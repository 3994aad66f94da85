"""Every key of the program as a named command, in one table.

From this table come the bindings of each screen, view and dialog (`bindings`), the footer,
the help overlay, the palette, and the names that ``[keys]`` in the settings may re-bind.
A view says where it is and handles the actions::

    class BoardPane(Widget):
        PLACE = (KeyScope.BOARD, KeyScope.CURSOR)
        BINDINGS = bindings(*PLACE)

        def action_add(self) -> None: ...

What cannot be done at the moment is greyed (`check_action` returns None) or left out (it
returns False); footer, help and palette follow.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from textual.binding import Binding, BindingType

from store.common.dataclass import dataclass


class KeyScope(Enum):
    """A place in which a command's key works. The value heads its part of the help."""

    TODAY = "Today"
    BOARD = "Board"
    FRICTION = "The Board, right after f"
    BEFORE = "The Board between the reviews"
    LOOK_BACK = "Look back"
    EVIDENCE_STEP = "The Evidence step"
    COMMITMENTS = "Improvements"
    """A list of improvements to decide on: Look back and Today."""
    FOCUS = "Focus, once the votes are shown"
    PICK = "Pick"
    CLOSE = "Close"
    EVIDENCE = "Evidence"
    CYCLES = "Momentum and Reviews"
    REVIEWS = "Reviews"
    CHECK_IN = "Check-in"
    PASSING = "Passing the keyboard"
    TURN = "A private turn"
    RATING = "Rating"
    REVIEW = "The review"
    STAGE_PAGE = "The review, until Close"
    """What looks from a step at its stage; Close is about all four."""
    SETTINGS = "Settings"
    IMPORT = "Importing"
    WORKING = "While it works"
    OPENING = "Starting a review"
    FORM = "Forms"
    WRITING = "Writing touchpoints"
    FIELDS = "Fields"
    PROOF = "A proof"
    CHOICE = "A choice"
    LIST = "Lists to choose from"
    QUESTION = "Questions"
    CONFLICT = "Two people, one change"
    ENDING = "The review's end"
    READER = "Reading"
    HELP = "Help"
    CURSOR = "Moving"
    EVERYWHERE = "Everywhere"
    PROGRAM = "The program"
    """Works even above a dialog."""


@dataclass(frozen=True, slots=True)
class KeyCommand:
    """One thing a person can do, and how it is called up and named.

    ``keys`` are Textual key names, the first of which is shown; empty: from the palette
    only. ``action`` is the method ``action_…`` that does it, with arguments if it takes
    any. ``footer`` ranks it there: 0 never, 1 always, up to 9 only where there is room.
    Commands of one place with the same ``group`` share a footer entry.
    """

    id: str
    keys: str
    label: str
    help: str
    where: KeyScope
    action: str
    footer: int = 0
    group: str = ""
    priority: bool = False

    @property
    def key_list(self) -> tuple[str, ...]:
        """Its keys, each by its Textual name."""
        return tuple(key for key in self.keys.split(",") if key)


W = KeyScope
COMMANDS: tuple[KeyCommand, ...] = (
    KeyCommand("today.open", "enter", "Open", "Open what is under the cursor", W.TODAY, "open", 2),
    KeyCommand("today.pick", "i", "Pick", "Pick an improvement for this stage", W.TODAY, "pick", 2),
    KeyCommand("today.owner", "o", "Owner", "Hand over the case under the cursor, with a reason", W.TODAY, "owner", 3),
    KeyCommand("today.part", "tab", "Next part", "Go to the next part: improvements, what is due, what comes", W.TODAY, "next_part", 4),
    KeyCommand("board.add", "a", "Add", "Add touchpoints here, one after the other", W.BOARD, "add", 2),
    KeyCommand("board.edit", "e,enter", "Edit", "Edit the touchpoint", W.BOARD, "edit", 2),
    KeyCommand("board.move_left", "H,shift+left", "Move left", "Move the touchpoint to the stage on the left", W.BOARD, "move('left')", 3, "Move"),
    KeyCommand("board.move_down", "J,shift+down", "Move down", "Move the touchpoint down. Customers meet the top of a column first", W.BOARD, "move('down')", 3, "Move"),
    KeyCommand("board.move_up", "K,shift+up", "Move up", "Move the touchpoint up. Customers meet the top of a column first", W.BOARD, "move('up')", 3, "Move"),
    KeyCommand("board.move_right", "L,shift+right", "Move right", "Move the touchpoint to the stage on the right", W.BOARD, "move('right')", 3, "Move"),
    KeyCommand("board.friction", "f", "Friction", "Set how much it hurts there: none, some, much, severe", W.BOARD, "friction", 3),
    *(
        KeyCommand(f"board.friction_{level}", str(level), str(level), f"Mark that it hurts there: {word}", W.FRICTION, f"set_friction({level})", 1, "How much")
        for level, word in enumerate(("none", "some", "much", "severe"))
    ),
    KeyCommand("board.feeling", "F", "Feeling", "Say how customers should feel there", W.BOARD, "feeling", 6),
    KeyCommand("board.mark", "space", "Mark", "Mark the touchpoint, to merge it with others", W.BOARD, "mark", 7),
    KeyCommand("board.merge", "m", "Merge", "Merge the marked touchpoints into one", W.BOARD, "merge", 7),
    KeyCommand("board.sort", "s", "Sort", "Show touchpoints by friction, by customers, or in your order", W.BOARD, "sort", 9),
    KeyCommand("board.vote", "v", "Vote", "Put one of your votes here (in Focus)", W.BOARD, "vote", 2),
    KeyCommand("board.unvote", "V", "Take back", "Take one of your votes back (in Focus)", W.BOARD, "unvote", 4),
    KeyCommand("board.pick", "i", "Pick", "Pick an improvement from this touchpoint", W.BOARD, "pick", 5),
    KeyCommand("board.notes", "o", "Notes", "Read and write the touchpoint's notes", W.BOARD, "notes", 6),
    KeyCommand("board.archive", "x", "Archive", "Take the touchpoint off the board", W.BOARD, "archive", 8),
    KeyCommand("board.archived", "Z", "Archived", "See what is archived, and bring it back", W.BOARD, "archived", 9),
    KeyCommand("board.before", "w", "Private", "Write and vote privately, for the next review", W.BEFORE, "write_before", 3),
    KeyCommand("lookback.open", "enter", "Verdict", "Open the verdict, and what is behind it", W.LOOK_BACK, "open", 4),
    KeyCommand("lookback.learned", "n", "Learned", "Note what this improvement taught, for the report", W.LOOK_BACK, "learned", 4),
    KeyCommand("evidence.quote", "space", "For the report", "Put these words of a customer into the report, or leave them out", W.EVIDENCE_STEP, "choose_quote", 2),
    KeyCommand("improvement.done", "d", "Done", "Mark the improvement done", W.COMMITMENTS, "done", 2),
    KeyCommand("improvement.drop", "x", "Drop", "Drop the improvement, with a reason", W.COMMITMENTS, "drop", 3),
    KeyCommand("improvement.carry", "c", "Carry over", "Carry the improvement over into the planned cycle", W.COMMITMENTS, "carry", 3),
    KeyCommand("improvement.edit", "e", "Edit", "Edit the improvement", W.COMMITMENTS, "edit", 5),
    KeyCommand("improvement.link", "U", "Link", "Open the improvement's link in a browser, after asking", W.COMMITMENTS, "link", 6),
    KeyCommand("focus.talk", "enter", "Talk about it", "Talk about the topic under the cursor; again: settle it, and on to the next", W.FOCUS, "talk", 1),
    KeyCommand("focus.note", "n", "Note", "Note what is said about the topic", W.FOCUS, "note", 2),
    KeyCommand("focus.decide_before", "H", "Decision before", "Choose the decision before (also left)", W.FOCUS, "decide(-1)"),
    KeyCommand("focus.decide", "L", "Decision", "Choose the next decision (also right)", W.FOCUS, "decide(1)", 3),
    KeyCommand("close.next_date", "n", "Next date", "Move the next review, and only that one", W.CLOSE, "next_date", 2),
    KeyCommand("close.open", "enter", "Momentum", "Open what is behind the verdict under the cursor, or momentum's three figures", W.CLOSE, "open", 2),
    KeyCommand("close.copy", "C", "Copy", "Copy the summary", W.CLOSE, "copy_summary", 2),
    KeyCommand("close.share", "S", "Send", "Send the summary to where the team talks, after asking", W.CLOSE, "share", 3),
    KeyCommand("close.export", "E", "Report", "Read the report as it will be, and copy it", W.CLOSE, "read_report", 3),
    KeyCommand("pick.write", "enter", "Write it", "Write the improvement for this stage", W.PICK, "write", 2),
    KeyCommand("pick.edit", "e", "Edit", "Edit the improvement here", W.PICK, "edit", 4),
    KeyCommand("pick.skip", "s", "Skip this stage", "Skip this stage, with a reason", W.PICK, "skip_stage", 2),
    KeyCommand("pick.next", "tab", "Next stage", "Go to the next stage", W.PICK, "next_stage", 2),
    KeyCommand("pick.previous", "shift+tab", "Stage before", "Go to the stage before", W.PICK, "previous_stage"),
    KeyCommand("evidence.open", "enter", "Open", "Open the answer under the cursor", W.EVIDENCE, "open", 3),
    KeyCommand("evidence.part", "tab", "Next part", "Go to the measures, the words, or the days", W.EVIDENCE, "next_part", 5),
    KeyCommand("evidence.case", "a", "Add a case", "Note a customer's problem to follow up, or what happened in one", W.EVIDENCE, "case", 2),
    KeyCommand("evidence.cases", "C", "Open cases", "See the open cases, who owns each, and answer or hand one over", W.EVIDENCE, "open_cases", 6),
    KeyCommand("evidence.quarter", "T", "This quarter", "Answer what is asked once a quarter", W.EVIDENCE, "quarter", 6),
    KeyCommand("evidence.import", "i", "Import", "Import feedback from a file or a paste", W.EVIDENCE, "import_feedback", 2),
    KeyCommand("evidence.measure", "m", "Measure", "Show one measure only", W.EVIDENCE, "filter('measure')", 5),
    KeyCommand("evidence.stage", "s", "Stage", "Show one stage only", W.EVIDENCE, "filter('stage')", 5),
    KeyCommand("evidence.touchpoint", "o", "Touchpoint", "Show one touchpoint only", W.EVIDENCE, "filter('touchpoint')", 5),
    KeyCommand("evidence.period", "p", "Period", "Show another period", W.EVIDENCE, "filter('period')", 5),
    KeyCommand("evidence.bottleneck", "B", "Bottleneck", "Where most customers are missed", W.EVIDENCE, "bottleneck", 4),
    KeyCommand("evidence.over_time", "c", "Over time", "Show each measure over time", W.EVIDENCE, "over_time", 4),
    KeyCommand("evidence.erase", "x", "Erase", "Erase the answer under the cursor for good", W.EVIDENCE, "erase", 8),
    KeyCommand("cycles.earlier", "left_square_bracket", "Cycle before", "Go one cycle back", W.CYCLES, "earlier", 2, "Cycle"),
    KeyCommand("cycles.later", "right_square_bracket", "Next cycle", "Go one cycle on", W.CYCLES, "later", 2, "Cycle"),
    KeyCommand("cycles.open", "enter", "What is behind it", "Open what is behind the number", W.CYCLES, "open", 2),
    KeyCommand("cycles.export", "E", "Export", "Export what is shown", W.CYCLES, "export", 2),
    KeyCommand("reviews.share", "S", "Send", "Send the review's summary to where the team talks, after asking", W.REVIEWS, "share", 3),
    KeyCommand("checkin.toggle", "space,enter", "Here or away", "Say that a member is here, or away", W.CHECK_IN, "here_or_away", 2),
    KeyCommand("turn.begin", "enter", "Begin", "Begin the private turn of who is under the cursor", W.PASSING, "begin", 1),
    KeyCommand("turn.back", "escape,w", "Back to all", "Go back to what everybody sees", W.PASSING, "back_to_all", 2),
    KeyCommand("turn.end", "w,escape", "Pass on", "End your private turn and pass the keyboard on", W.TURN, "pass_on", 1),
    *(
        KeyCommand(f"rate.{mark}", str(mark), str(mark), f"Give a {mark}", W.RATING, f"rate({mark})", 1, "Rate")
        for mark in range(1, 6)
    ),
    KeyCommand("review.turn", "w", "Private turn", "Pass the keyboard: write, vote or rate privately", W.REVIEW, "private_turn", 2),
    KeyCommand("review.done", "y", "I'm done", "Say that you are done with this step", W.REVIEW, "say_done", 3),
    KeyCommand("review.undone", "Y", "Not done", "Take back that you are done with this step", W.REVIEW, "say_not_done", 3),
    KeyCommand("review.reveal", "R", "Reveal", "Reveal what was written or voted privately", W.REVIEW, "reveal", 1),
    KeyCommand("review.next", "greater_than_sign", "Next step", "Go to the next step", W.REVIEW, "next_step", 2),
    KeyCommand("review.previous", "less_than_sign", "Step before", "Go back a step", W.REVIEW, "previous_step", 8),
    KeyCommand("review.timer", "t", "Timer", "Start or pause the timer", W.REVIEW, "timer", 2),
    KeyCommand("review.extend", "plus", "A minute more", "Give the step a minute more", W.REVIEW, "extend", 8),
    KeyCommand("review.playbook", "S", "Playbook", "Read the stage's page in the playbook. esc comes back", W.STAGE_PAGE, "stage_page", 6),
    KeyCommand("review.guide", "g", "Guide", "Show what to say and do in each step, or hide it", W.REVIEW, "guide", 7),
    KeyCommand("review.lead", "G", "Lead", "Hand the lead over, or take it", W.REVIEW, "hand_over", 9),
    KeyCommand("review.gather", "A", "All here", "Bring everybody to you, or go where the lead called everybody", W.REVIEW, "gather", 9),
    KeyCommand("review.cancel", "X", "Cancel review", "Cancel a review begun by mistake", W.REVIEW, "cancel_review", 9),
    KeyCommand("settings.change", "enter,space", "Change", "Change what is under the cursor", W.SETTINGS, "change", 2),
    KeyCommand("settings.add", "a", "Add", "Add a member", W.SETTINGS, "add", 2),
    KeyCommand("settings.step_up", "K,shift+up", "Step up", "Move the agenda's step up", W.SETTINGS, "move_step(-1)", 2, "Move step"),
    KeyCommand("settings.step_down", "J,shift+down", "Step down", "Move the agenda's step down", W.SETTINGS, "move_step(1)", 2, "Move step"),
    KeyCommand("settings.leave", "x", "Leaves", "The member leaves the team", W.SETTINGS, "leave", 2),
    KeyCommand("import.next", "enter,ctrl+s", "Go on", "Go on to the next step of the import", W.IMPORT, "next", 1),
    KeyCommand("import.switch", "space", "Take or not", "Take this measure from the file, or leave it out", W.IMPORT, "switch", 2),
    KeyCommand("import.change", "e", "Change", "Change the measure, its stage, dates and touchpoint", W.IMPORT, "change", 2),
    KeyCommand("import.column", "a", "Add a column", "Take another column of the file", W.IMPORT, "add_column", 3),
    KeyCommand("import.terms", "t", "The file", "Say how days are read, and targets and periods", W.IMPORT, "terms", 3),
    KeyCommand("import.back", "escape", "Back", "Go back a step", W.IMPORT, "back", 1),
    KeyCommand("working.stop", "escape", "Stop", "Stop. Nothing is written", W.WORKING, "stop", 1),
    KeyCommand("opening.start", "ctrl+s", "Start", "Start the review", W.OPENING, "save", 1),
    KeyCommand("opening.toggle", "space", "Here or away", "Say that a member is here, or away", W.OPENING, "here_or_away", 2),
    KeyCommand("opening.cancel", "escape", "Back", "Go back. Nothing is started", W.OPENING, "cancel", 1),
    KeyCommand("list.choose", "enter", "Choose", "Choose what is under the cursor", W.LIST, "choose", 1),
    KeyCommand("form.save", "ctrl+s", "Save", "Save", W.FORM, "save", 1),
    KeyCommand("form.cancel", "escape", "Back", "Go back. What you typed is offered next time", W.FORM, "cancel", 1),
    KeyCommand("form.fresh", "ctrl+n", "Start afresh", "Clear the text from last time", W.FORM, "fresh"),
    KeyCommand("writing.add", "enter,ctrl+s", "Add, type the next", "Add the touchpoint, and type the next", W.WRITING, "save", 1),
    KeyCommand("writing.stage", "tab,down", "Next stage", "Write for the next stage", W.WRITING, "turn(1)", 1),
    KeyCommand("writing.stage_before", "shift+tab,up", "Stage before", "Write for the stage before", W.WRITING, "turn(-1)"),
    KeyCommand("writing.stop", "escape", "Stop writing", "Stop writing. Half-typed text is offered next time", W.WRITING, "cancel", 1),
    KeyCommand("writing.fresh", "ctrl+n", "Clear", "Clear the text from last time", W.WRITING, "fresh"),
    KeyCommand("proof.log", "f2", "Log answers", "Log answers of the weeks before, and come back", W.PROOF, "bring_answers('log')", 2),
    KeyCommand("proof.import", "f3", "Import some", "Import answers of the weeks before, and come back", W.PROOF, "bring_answers('import')", 2),
    KeyCommand("field.next", "tab", "Next field", "Go to the next field", W.FIELDS, "next_field", 2),
    KeyCommand("field.previous", "shift+tab", "Field before", "Go to the field before", W.FIELDS, "previous_field"),
    KeyCommand("choice.before", "left,h", "Before", "Choose the one before. A letter jumps to a choice", W.CHOICE, "step(-1)", 1, "Choose"),
    KeyCommand("choice.after", "right,l,space", "After", "Choose the one after", W.CHOICE, "step(1)", 1, "Choose"),
    KeyCommand("choice.first", "home", "First", "Choose the first", W.CHOICE, "step(-1000)"),
    KeyCommand("choice.last", "end", "Last", "Choose the last", W.CHOICE, "step(1000)"),
    KeyCommand("question.yes", "y", "Yes", "Answer yes", W.QUESTION, "answer(True)", 1),
    KeyCommand("question.no", "n,escape", "No", "Answer no", W.QUESTION, "answer(False)", 1),
    KeyCommand("conflict.mine", "m", "Mine", "Keep what you wrote", W.CONFLICT, "keep('mine')", 1),
    KeyCommand("conflict.theirs", "t", "Theirs", "Keep what they wrote", W.CONFLICT, "keep('theirs')", 1),
    KeyCommand("conflict.both", "b", "Both", "Keep both, theirs first", W.CONFLICT, "keep('both')", 1),
    KeyCommand("conflict.back", "escape", "Back", "Go back to your text. Nothing is saved", W.CONFLICT, "back", 1),
    KeyCommand("ending.report", "E", "Report", "Read the whole report", W.ENDING, "read_report", 1),
    KeyCommand("ending.copy", "C", "Copy", "Copy the summary", W.ENDING, "copy_mine", 2),
    KeyCommand("ending.close", "escape,enter,q,1", "Today", "Go on to Today", W.ENDING, "close", 1),
    KeyCommand("reader.copy", "y", "Copy", "Copy the text", W.READER, "copy", 3),
    KeyCommand("reader.close", "escape,q", "Back", "Close what you read", W.READER, "close", 1),
    KeyCommand("help.turn", "tab", "Keys, words", "Turn from the keys to the words, and back", W.HELP, "turn", 1),
    KeyCommand("help.find", "slash", "Find", "Find a word, a touchpoint, what was said", W.HELP, "find", 2),
    KeyCommand("cursor.up", "up,k", "Up", "Up", W.CURSOR, "cursor_up"),
    KeyCommand("cursor.down", "down,j", "Down", "Down", W.CURSOR, "cursor_down"),
    KeyCommand("cursor.left", "left,h", "Left", "Left", W.CURSOR, "cursor_left"),
    KeyCommand("cursor.right", "right,l", "Right", "Right", W.CURSOR, "cursor_right"),
    KeyCommand("cursor.page_up", "pageup", "Page up", "A page up", W.CURSOR, "page_up"),
    KeyCommand("cursor.page_down", "pagedown", "Page down", "A page down", W.CURSOR, "page_down"),
    KeyCommand("cursor.first", "home", "First", "To the first", W.CURSOR, "first"),
    KeyCommand("cursor.last", "end", "Last", "To the last", W.CURSOR, "last"),
    KeyCommand("go.today", "1", "Today", "Today: this cycle at a glance", W.EVERYWHERE, "view('today')"),
    KeyCommand("go.board", "2", "Board", "Board: where customers meet us", W.EVERYWHERE, "view('board')"),
    KeyCommand("go.evidence", "3", "Evidence", "Evidence: what customers said", W.EVERYWHERE, "view('evidence')"),
    KeyCommand("go.momentum", "4", "Momentum", "Momentum: kept, streak, learned", W.EVERYWHERE, "view('momentum')"),
    KeyCommand("go.reviews", "5", "Reviews", "Reviews: those held so far", W.EVERYWHERE, "view('reviews')"),
    KeyCommand("go.playbook", "6", "Playbook", "Playbook: what CARE advises", W.EVERYWHERE, "view('playbook')"),
    KeyCommand("go.review", "r", "Review", "Start the review, or go on with it", W.EVERYWHERE, "review", 3),
    KeyCommand("feedback.log", "b", "Log feedback", "Log what a customer said", W.EVERYWHERE, "log_feedback", 3),
    KeyCommand("questions", "Q", "Asked again", "What customers ask again and again: count one, say where it is answered", W.EVERYWHERE, "global_command('questions')", 9),
    KeyCommand("words", "W", "Words to send", "Copy words to send: the survey a day after, the hello, “we will call you”", W.EVERYWHERE, "global_command('words')"),
    KeyCommand("parking", "P", "Parking lot", "Park what belongs to another day; take it up, or drop it", W.EVERYWHERE, "global_command('parking')", 9),
    KeyCommand("promises", "O", "Our promises", "Our promises: reply times, who may decide, one step up, and whether we keep them", W.EVERYWHERE, "global_command('promises')"),
    KeyCommand("welcome", "", "Welcome a colleague", "A page for a new colleague, five minutes' reading", W.EVERYWHERE, "global_command('welcome')"),
    KeyCommand("calendar", "", "Calendar file", "A calendar file: the next reviews, dues, verdict days and calls", W.EVERYWHERE, "global_command('calendar')"),
    KeyCommand("import.board", "I", "Import a board", "Import a board: Trello, a retrospective, lists or a journey", W.EVERYWHERE, "global_command('import_board')"),
    KeyCommand("find", "slash", "Find", "Find touchpoints, parked notes, improvements, what was said, words and the playbook's pages", W.EVERYWHERE, "find", 7),
    KeyCommand("undo", "u", "Undo", "Take back your latest change", W.EVERYWHERE, "undo", 7),
    KeyCommand("redo", "ctrl+r", "Redo", "Do again what you took back", W.EVERYWHERE, "redo"),
    KeyCommand("go.settings", "comma", "Settings", "Settings of the screen, team, members and agenda", W.EVERYWHERE, "settings", 9),
    KeyCommand("help", "question_mark", "Help", "Show the keys that work here; tab shows what the words mean", W.EVERYWHERE, "help", 1),
    KeyCommand("commands", "ctrl+p", "Commands", "Find a command by its name", W.EVERYWHERE, "commands", 6),
    KeyCommand("back", "escape", "Back", "Go back to where you were", W.EVERYWHERE, "back"),
    KeyCommand("quit", "q", "Quit", "Quit", W.EVERYWHERE, "app.leave", 6),
    KeyCommand("go.team", "", "Team", "The team's name, cadence, zone and review day", W.EVERYWHERE, "settings('team')"),
    KeyCommand("go.members", "", "Members", "Who is in the team", W.EVERYWHERE, "settings('members')"),
    KeyCommand("go.agenda", "", "Agenda", "A review's steps and their time boxes", W.EVERYWHERE, "settings('agenda')"),
    KeyCommand("go.other_team", "", "Change team", "Go to another team of the workspace", W.EVERYWHERE, "change_team"),
    KeyCommand("suspend", "ctrl+z", "To the shell", "Go to the shell. fg comes back", W.EVERYWHERE, "app.suspend_process"),
    KeyCommand("leave", "ctrl+q", "Quit", "Quit", W.PROGRAM, "leave", priority=True),
    KeyCommand("help.words", "f1", "Words", "What the words mean, each in a line", W.PROGRAM, "words", 9, priority=True),
    KeyCommand("redraw", "ctrl+l", "Redraw", "Paint the screen again", W.PROGRAM, "redraw"),
    KeyCommand("interrupt", "ctrl+c", "Stop", "Say which key quits", W.PROGRAM, "interrupt"),
)  # fmt: skip
"""In the order of help and footer."""

BY_ID: dict[str, KeyCommand] = {command.id: command for command in COMMANDS}

_TOGETHER = (W.CURSOR, W.EVERYWHERE, W.PROGRAM)
REACHABLE: dict[str, tuple[KeyScope, ...]] = {
    "Today": (W.TODAY, W.COMMITMENTS, *_TOGETHER),
    "Board": (W.BOARD, W.BEFORE, *_TOGETHER),
    "The Board, right after f": (W.BOARD, W.FRICTION, W.PROGRAM),
    "A private turn on the Board": (W.BOARD, W.TURN, *_TOGETHER[:1], W.PROGRAM),
    "Evidence": (W.EVIDENCE, *_TOGETHER),
    "Momentum and Reviews": (W.CYCLES, *_TOGETHER),
    "Reviews": (W.REVIEWS, W.CYCLES, *_TOGETHER),
    "Settings": (W.SETTINGS, *_TOGETHER),
    "Check-in": (W.CHECK_IN, W.REVIEW, W.STAGE_PAGE, *_TOGETHER),
    "Look back": (W.LOOK_BACK, W.COMMITMENTS, W.REVIEW, W.STAGE_PAGE, *_TOGETHER),
    "Map and Focus": (W.BOARD, W.REVIEW, W.STAGE_PAGE, *_TOGETHER),
    "Focus, once the votes are shown": (W.FOCUS, W.REVIEW, W.STAGE_PAGE, *_TOGETHER),
    "Pick": (W.PICK, W.REVIEW, W.STAGE_PAGE, *_TOGETHER),
    "Close": (W.CLOSE, W.REVIEW, *_TOGETHER),
    "Evidence step": (W.EVIDENCE_STEP, W.EVIDENCE, W.REVIEW, W.STAGE_PAGE, *_TOGETHER),
    "Importing": (W.IMPORT, W.CURSOR, W.PROGRAM),
    "While it works": (W.WORKING, W.PROGRAM),
    "Starting a review": (W.OPENING, W.FIELDS, W.PROGRAM),
    "Writing touchpoints": (W.WRITING, W.PROGRAM),
    "Forms": (W.FORM, W.FIELDS, W.PROOF, W.CHOICE, W.PROGRAM),
    "Lists to choose from": (W.LIST, W.CURSOR, W.PROGRAM),
    "Questions": (W.QUESTION, W.PROGRAM),
    "Two people, one change": (W.CONFLICT, W.PROGRAM),
    "The review's end": (W.ENDING, W.CURSOR, W.PROGRAM),
    "Reading": (W.READER, W.CURSOR, W.PROGRAM),
    "Help": (W.READER, W.HELP, W.CURSOR, W.PROGRAM),
    "Rating": (W.RATING, W.REVIEW, W.STAGE_PAGE, W.PROGRAM),
}
"""Which parts of the table meet in one place, so that their keys must differ. A rating
takes the figures for itself, as the board does right after ``f``."""


def commands_of(*scope: KeyScope) -> tuple[KeyCommand, ...]:
    """The commands of these places, in the table's order."""
    return tuple(command for command in COMMANDS if command.where in scope)


def bindings(*scopes: KeyScope) -> list[BindingType]:
    """The Textual bindings of these places, each with its command's id, so that the
    settings can re-bind it."""
    return [
        Binding(
            command.keys,
            command.action,
            command.label,
            id=command.id,
            show=command.footer > 0,
            priority=command.priority,
        )
        for command in commands_of(*scopes)
        if command.keys
    ]


_NAMES = {
    "enter": "Enter",
    "escape": "esc",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "plus": "+",
    "minus": "-",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "question_mark": "?",
    "comma": ",",
    "slash": "/",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}


def key_name(key: str) -> str:
    """How a key is written for people: ``^s`` for ``ctrl+s``, ``>`` for its long name."""
    *modifiers, plain = key.split("+")
    name = _NAMES.get(plain, plain)
    if modifiers == ["ctrl"]:
        return f"^{name}"
    return "+".join([*modifiers, name])


def joined(names: Iterable[str]) -> str:
    """Several keys that share an entry: ``HJKL``, ``[ ]``, ``1 to 5``."""
    keys = list(names)
    if len(keys) > 2 and all(key.isdigit() for key in keys):
        return f"{keys[0]}–{keys[-1]}"
    return ("" if all(key.isalpha() and len(key) == 1 for key in keys) else " ").join(keys)
