-- 0038_alarm: an alarm is closed by somebody, for a reason.
alter table kb.alarm add closed_by text not null default '', add reason text not null default '';
alter table kb.alarm add constraint alarm_reason_check check (closed_at is null or reason <> '');
comment on column kb.alarm.closed_at is 'What happens again after it is an alarm of its own, see kb.raise_alarm.';
