-- Days, windows and EDTF, and the weight of the reference data. These come first: marts and the other macros use them.

-- Known time, in one place: the day on which a brief said something. A brief is known by its day of publication, or
-- of ingestion where nobody tells the former; a day of publication after the ingestion is a mistake and does not count.
CREATE OR REPLACE MACRO known_time(published_on, ingested_on) AS least(published_on, ingested_on);

-- For how many independent sources a row of the reference data counts, by what it rests on, and what so many weigh.
CREATE OR REPLACE MACRO reference_sources(basis) AS CASE basis WHEN 'memory' THEN 2::BIGINT ELSE 3::BIGINT END;
CREATE OR REPLACE MACRO reference_weight(sources) AS CASE sources WHEN 2 THEN 0.8::DOUBLE ELSE 0.9::DOUBLE END;

-- First and last possible day of one EDTF date: '2017', '2017-06' or '2017-06-09'; null for '..', '' and null.
CREATE OR REPLACE MACRO edtf_first_day(edtf) AS
    try_cast(CASE length(edtf) WHEN 4 THEN edtf || '-01-01' WHEN 7 THEN edtf || '-01' WHEN 10 THEN edtf END AS DATE);
CREATE OR REPLACE MACRO edtf_last_day(edtf) AS
    CASE length(edtf)
        WHEN 4 THEN try_cast(edtf || '-12-31' AS DATE)
        WHEN 7 THEN last_day(try_cast(edtf || '-01' AS DATE))
        WHEN 10 THEN try_cast(edtf AS DATE)
    END;

-- Whether a window of days is a calendar month or year.
CREATE OR REPLACE MACRO is_month(earliest, latest) AS day(earliest::DATE) = 1 AND latest = last_day(earliest::DATE);
CREATE OR REPLACE MACRO is_year(earliest, latest) AS dayofyear(earliest::DATE) = 1 AND latest = make_date(year(earliest::DATE), 12, 31);

-- How precisely a window of days is known.
CREATE OR REPLACE MACRO precision_of(earliest, latest) AS
    CASE
        WHEN earliest IS NULL AND latest IS NULL THEN 'unknown'
        WHEN earliest IS NULL THEN 'before'
        WHEN latest IS NULL THEN 'after'
        WHEN earliest = latest THEN 'day'
        WHEN is_month(earliest, latest) THEN 'month'
        WHEN is_year(earliest, latest) THEN 'year'
        ELSE 'window'
    END;

-- A window of days in EDTF, as short as its precision allows; null where nothing is known of it.
CREATE OR REPLACE MACRO edtf_of(earliest, latest) AS
    CASE
        WHEN earliest IS NULL THEN '../' || latest::VARCHAR
        WHEN latest IS NULL THEN earliest::VARCHAR || '/..'
        WHEN earliest = latest THEN earliest::VARCHAR
        WHEN is_month(earliest, latest) THEN strftime(earliest::DATE, '%Y-%m')
        WHEN is_year(earliest, latest) THEN strftime(earliest::DATE, '%Y')
        ELSE earliest::VARCHAR || '/' || latest::VARCHAR
    END;

-- An id of 16 hexadecimal digits from a text that names the row.
CREATE OR REPLACE MACRO row_id(name) AS left(sha256(name), 16);

-- Support of independent sources: 1 - product of (1 - weight), from the list of their weights.
CREATE OR REPLACE MACRO support_of(weights) AS round(1 - coalesce(list_product([1 - w FOR w IN weights]), 1), 4);

