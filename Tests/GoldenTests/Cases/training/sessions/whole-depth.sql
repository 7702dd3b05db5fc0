-- companies
select
    companies_1.name,
    trainees_json_14.value
from (
    select companies_1.id, companies_1.name, companies_1.tenant_id
    from training.companies as companies_1
    order by companies_1.id
    limit 11
) as companies_1
left join lateral (
    select concat('{"totalCount":', (select count(*) from training.trainees as trainees_4 where trainees_4.tenant_id = companies_1.tenant_id), ',"nodes":[', string_agg(item_3.value_1, ','), ']}') as value
    from (
        select concat('{"fullName":', json_scalar(trainees_2.full_name), ',"sessions":', sessions_json_13.value, '}') as value_1
        from (
            select trainees_2.id, trainees_2.full_name
            from training.trainees as trainees_2
            where trainees_2.tenant_id = companies_1.tenant_id
            order by trainees_2.id
            limit 2
        ) as trainees_2
        left join lateral (
            select concat('{"nodes":[', string_agg(item_6.value_1, ','), ']}') as value
            from (
                select concat('{"title":', json_scalar(sessions_5.title), ',"analysisResults":', analysis_results_json_12.value, '}') as value_1
                from (
                    select sessions_5.started_at, sessions_5.id, sessions_5.title
                    from training.sessions as sessions_5
                    where sessions_5.trainee_id = trainees_2.id
                    order by sessions_5.started_at desc, sessions_5.id desc
                    limit 1
                ) as sessions_5
                left join lateral (
                    select concat('{"nodes":[', string_agg(item_8.value_1, ','), ']}') as value
                    from (
                        select concat('{"analysisType":', case analysis_results_7.analysis_type when 'combined' then '"COMBINED"' when 'conversation_analysis' then '"CONVERSATION_ANALYSIS"' when 'voice_metrics' then '"VOICE_METRICS"' else 'null' end, ',"apiCostUsd":', coalesce('"' || analysis_results_7.api_cost_usd::text || '"', 'null'), ',"session":', case when sessions_9.id is not null then concat('{"trainee":', case when trainees_10.id is not null then concat('{"company":', case when companies_11.tenant_id is not null then concat('{"name":', json_scalar(companies_11.name), '}') else 'null' end, '}') else 'null' end, '}') else 'null' end, '}') as value_1
                        from (
                            select analysis_results_7.analysis_type, analysis_results_7.id, analysis_results_7.api_cost_usd, analysis_results_7.session_id
                            from training.analysis_results as analysis_results_7
                            where analysis_results_7.session_id = sessions_5.id
                            order by analysis_results_7.analysis_type, analysis_results_7.id
                            limit 50
                        ) as analysis_results_7
                        left join training.sessions as sessions_9 on sessions_9.id = analysis_results_7.session_id
                        left join training.trainees as trainees_10 on trainees_10.id = sessions_9.trainee_id
                        left join training.companies as companies_11 on companies_11.tenant_id = trainees_10.tenant_id
                        order by analysis_results_7.analysis_type, analysis_results_7.id
                    ) as item_8
                ) as analysis_results_json_12 on true
                order by sessions_5.started_at desc, sessions_5.id desc
            ) as item_6
        ) as sessions_json_13 on true
        order by trainees_2.id
    ) as item_3
) as trainees_json_14 on true
order by companies_1.id;
