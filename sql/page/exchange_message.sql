-- sql/page/exchange_message.sql: page /exchange/ID, one message, for operators: <message/> <receipt stage at/>*
-- <finding code xpath text text_en/>*, what the receipts say is wrong with it; columns as the functions say.

-- message: one
select * from api.monitor_message(:id::text);

-- receipt: many
select stage, at from api.monitor_receipts(:id::text) order by n;

-- finding: many
select f.code, f.xpath, f.text, f.text_en
from api.monitor_receipts(:id::text) r, lateral xmltable('//*[local-name() = "finding"]' passing r.document
    columns code text path '@code', xpath text path '@xpath',
        text text path '*[local-name() = "text"][@xml:lang = "zh-CN"]',
        text_en text path '*[local-name() = "text"][@xml:lang = "en"]') f
order by r.n;
