"""Step 6, in the order of what happens.

- `page` shows one of four faces (`drop_face`, `check_face`, `importing_face`, `finished_face`; `blocked_face` where a
  permission is missing) and answers what the controls below have done; `bars` and `labels` are its words.
- A file is dropped, chosen or pasted: `incoming_control`.
- It is read and shown, and Zoom is asked who is in and what everybody must answer: `list_control`. What the file holds
  beside it is offered: `other_lists`; rows that its sheet hides are told: `hidden_rows`. A person corrects it:
  `checked_list`. They have the work done by `list_loading`.
- One person can be sent ahead: `send_one`. All are written down and sent: `import_control`, with `import_actions`.
- What became of them is shown, corrected and taken back: `results_control`, `undo_control` with `undo_progress`; saved:
  `files_control`.
- Imports of before are listed and opened: `earlier_control`. What isn't to go on is put away: `giving_up`.

All controls share a `context`: the journey, the record of imports, the page's tasks and its message bar.
"""
