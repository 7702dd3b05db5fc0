-- Policies that admit the owner say so themselves. Their restrictive floor said it already (0702 – 0728); a policy is read
-- alone, though, and `true` admits whoever comes after the next change of the floor.
set local role palisade_owner;

alter policy mapped_tables_all_owner on privacy.mapped_tables
    using      (current_user = 'palisade_owner')
    with check (current_user = 'palisade_owner');

alter policy subject_paths_all_owner on privacy.subject_paths
    using      (current_user = 'palisade_owner')
    with check (current_user = 'palisade_owner');

alter policy data_map_all_owner on privacy.data_map
    using      (current_user = 'palisade_owner')
    with check (current_user = 'palisade_owner');

alter policy secrets_insert_owner on privacy.secrets
    with check (current_user = 'palisade_owner');

alter policy gates_insert_owner on privacy.gates
    with check (current_user = 'palisade_owner');

alter policy vacuum_queue_select_owner on privacy.vacuum_queue
    using (current_user = 'palisade_owner');

alter policy vacuum_queue_delete_owner on privacy.vacuum_queue
    using (current_user = 'palisade_owner');
