"""Step 6, in the order of what happens.

- `page` makes all parts and answers what the window asks. `faces` shows one of them: `drop_face`, `check_face`,
  `importing_face`, `finished_face`; `blocked_face` where a permission is missing. `titles` stand above a face, `bars`
  below it; `labels` are words of both.
- A file is dropped, chosen or pasted: `incoming_control`.
- It is read and shown, and Zoom is asked who is in and what everybody must answer: `list_control`. What the file holds
  beside it is offered: `other_lists`; rows that its sheet hides are told: `hidden_rows`. A person corrects it:
  `checked_list`. They have the work done by `list_loading`.
- One person can be sent ahead: `send_one`. All are written down and sent: `import_control`, with `import_actions`. What
  follows when an import has begun, ended or broken off is in `import_events`.
- What became of them is shown, corrected and taken back: `results_control`, `undo_control` with `undo_progress`; saved:
  `files_control`, with `results_file`.
- Imports of before are listed and opened: `earlier_control`. What isn't to go on is put away: `ui.giving_up`.

All controls share a `context`: the journey, the record of imports, the page's tasks and its message bar.
"""
