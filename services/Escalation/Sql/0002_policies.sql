-- Terms in force (时限规则). A row is never changed or deleted: clocks point at the one that made them. A new rule is a new
-- row with a later day. No urgency or kind: every one.
create table policy (
    id              int primary key,
    clock           text not null,
    urgency         text,
    kind            text,
    reopened        boolean not null default false,
    amount          numeric not null,
    unit            text not null,
    source          text not null,
    effective_from  date not null default date '2020-01-01'
);

insert into policy (id, clock, urgency, amount, unit, source) values
    (1, 'citizen', 'emergency', 4, 'hours', '本平台规定：办结时限加回访时限'),
    (2, 'citizen', 'urgent', 48, 'hours', '本平台规定：办结时限加回访时限'),
    (3, 'citizen', 'normal', 7, 'workingDays', '本平台规定：办结时限加回访时限'),
    (4, 'citizen', 'complex', 17, 'workingDays', '本平台规定：办结时限加回访时限'),
    (5, 'claim', 'emergency', 0.25, 'hours', '本平台规定：特急15分钟内签收'),
    (6, 'claim', 'urgent', 1, 'hours', '本平台规定：紧急1小时内签收'),
    (7, 'claim', null, 4, 'workingHours', '本平台规定：4个工作小时内签收'),
    (8, 'firstContact', 'emergency', 0.5, 'hours', '参照上海12345“1-5-15”先行联系要求'),
    (9, 'firstContact', 'urgent', 2, 'hours', '参照上海12345“1-5-15”先行联系要求'),
    (10, 'firstContact', null, 1, 'workingDays', '参照上海12345“1-5-15”先行联系要求'),
    (11, 'reply', 'emergency', 2, 'hours', '参照北京接诉即办分级办理时限'),
    (12, 'reply', 'urgent', 24, 'hours', '参照北京接诉即办分级办理时限'),
    (13, 'reply', 'normal', 5, 'workingDays', '参照山东、济南、安阳12345规定：一般诉求5个工作日'),
    (14, 'reply', 'complex', 15, 'workingDays', '参照北京接诉即办分级办理时限'),
    (16, 'callback', null, 1, 'workingDays', '参照《北京市接诉即办工作条例》第二十三条'),
    (17, 'mediation', null, 30, 'calendarDays', '《人民调解工作若干规定》第三十三条：一个月，按30个自然日计');

insert into policy (id, clock, reopened, amount, unit, source) values
    (15, 'reply', true, 5, 'workingDays', '本平台规定：重办5个工作日');
