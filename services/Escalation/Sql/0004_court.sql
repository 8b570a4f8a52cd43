-- Terms for one jurisdiction (prefix of the place's code; null: everywhere), and what is no clock but an allowance: how
-- long a ticket may be returned (return), and by how much a reply may be extended at most (extension).
alter table policy add column jurisdiction text;

insert into policy (id, clock, urgency, jurisdiction, amount, unit, source) values
    (18, 'ruling', null, null, 4, 'workingHours', '本平台规定：退单4个工作小时内裁定'),
    (19, 'objection', null, null, 1, 'workingDays', '本平台规定：异议1个工作日内复核'),
    (20, 'return', null, null, 24, 'hours', '参照《安阳市12345政务服务便民热线条例》第五十条：24小时内说明理由退回'),
    (21, 'return', null, '37', 2, 'workingDays', '山东省12345热线规定：2个工作日内说明理由退回'),
    (22, 'extension', 'emergency', null, 0, 'workingDays', '本平台规定：特急诉求不得延期'),
    (23, 'extension', 'urgent', null, 1, 'workingDays', '本平台规定：延期一次，不超过原办理时限'),
    (24, 'extension', 'normal', null, 5, 'workingDays', '参照《安阳市12345政务服务便民热线条例》第五十条：延期不超过5个工作日'),
    (25, 'extension', 'complex', null, 15, 'workingDays', '本平台规定：延期一次，不超过原办理时限'),
    (26, 'extension', 'normal', '37', 10, 'workingDays', '山东省12345热线规定：延期不超过10个工作日');

-- By how many working days the due time was moved when the extension was granted.
alter table clock add column extended int;
