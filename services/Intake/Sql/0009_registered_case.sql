-- The table is called what a row of it is: the case as it was registered. (Routing has routed_case.)
alter table citizen_case rename to registered_case;
alter table registered_case rename constraint citizen_case_pkey to registered_case_pkey;
alter table registered_case rename constraint citizen_case_number_key to registered_case_number_key;
alter index citizen_case_place rename to registered_case_place;
alter index citizen_case_registered rename to registered_case_registered;
