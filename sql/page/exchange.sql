-- sql/page/exchange.sql: page /exchange, for operators: <peer/>* <queue/>* <day/>* <recent/>*
-- <refusal/>* <reconciliation/>* <alarm/>* <set/>*; columns as the functions say.

-- peer: many
select * from api.monitor_peers();

-- queue: many
select * from api.monitor_queue();

-- day: many
select * from api.monitor_days();

-- recent: many
select * from api.monitor_recent();

-- refusal: many
select * from api.monitor_refusals();

-- reconciliation: many
select * from api.monitor_reconciliation();

-- alarm: many
select * from api.monitor_alarms();

-- set: many
select * from api.monitor_schema_sets();
