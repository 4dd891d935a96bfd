# What stands in the database, in order. One path a line; # begins a comment.
#   sql/migrate/*    applied once, each in its own transaction, noted in kb.migration
#                    (name, sha256); a changed file that is already applied is an error
#   sql/api/*        all of them, each time, in one transaction (00_schema.sql drops and makes
#                    schema api anew, zz_grant.sql sets owners and grants)
#   sql/reference/*  each time: select api.load_reference('NAME', content), NAME without .tsv
# Apply as superuser or as a member of kb_owner and kb_engine.
sql/migrate/0001_base.sql
sql/migrate/0002_organ.sql
sql/migrate/0003_calendar.sql
sql/migrate/0004_procedure.sql
sql/migrate/0005_case.sql
sql/migrate/0006_letter.sql
sql/migrate/0007_register.sql
sql/migrate/0008_audit.sql
sql/migrate/0009_tally.sql
sql/migrate/0010_inline.sql
sql/migrate/0011_draft_state.sql
sql/migrate/0012_plan.sql
sql/migrate/0013_held.sql
sql/migrate/0014_draft_limit.sql
sql/migrate/0017_exchange.sql
sql/migrate/0018_kernel.sql
sql/api/00_schema.sql
sql/api/kb_xml.sql
sql/api/kb_rights.sql
sql/api/kb_case_document.sql
sql/api/kb_move_why.sql
sql/api/kb_fact.sql
sql/api/kb_deadline.sql
sql/api/kb_party.sql
sql/api/kb_code.sql
sql/api/kb_event.sql
sql/api/kb_limit.sql
sql/api/kb_effect_record.sql
sql/api/kb_effect_case.sql
sql/api/kb_draw.sql
sql/api/kb_measure.sql
sql/api/kb_sign_letter.sql
sql/api/kb_message.sql
sql/api/kb_move.sql
sql/api/kb_visible.sql
sql/api/view_case.sql
sql/api/view_register.sql
sql/api/enter.sql
sql/api/draft.sql
sql/api/move_case.sql
sql/api/letter.sql
sql/api/deadline.sql
sql/api/load_reference.sql
sql/api/load_calendar.sql
sql/api/load_procedure.sql
sql/api/example.sql
sql/api/example_case.sql
sql/api/procedure_sources.sql
sql/api/letter_read.sql
sql/api/case_page.sql
sql/api/receipt.sql
sql/api/substitutes.sql
sql/api/sign_in.sql
sql/api/account.sql
sql/api/attachment.sql
sql/api/rate_case.sql
sql/api/run_due.sql
sql/api/audit.sql
sql/api/audit_export.sql
sql/api/track.sql
sql/api/exchange_peer.sql
sql/api/exchange_in.sql
sql/api/exchange_receive.sql
sql/api/exchange_out.sql
sql/api/exchange_read.sql
sql/api/peer.sql
sql/api/statistics.sql
sql/api/zz_grant.sql
sql/reference/region.tsv
sql/reference/calendar.tsv
sql/reference/calendar-provisional.tsv
