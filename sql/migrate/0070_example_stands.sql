-- 0070: whether an entry stands is asked by register and key alone.
drop function if exists api.example_stands(text, text, xml);
