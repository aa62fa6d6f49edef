-- A store as version 1 of the store wrote it (sqlite3's .dump). Never edit: it is what later versions must read.
PRAGMA application_id = 1634627183;
BEGIN TRANSACTION;
CREATE TABLE documents (
            id TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL UNIQUE, path TEXT NOT NULL, sha256 TEXT NOT NULL,
            title TEXT, byline TEXT, published TEXT, url TEXT, language TEXT, text TEXT NOT NULL);
INSERT INTO "documents" VALUES('a1',1,'raw/a1.txt','abababababababababababababababababababababababababababababababab','T',NULL,NULL,NULL,NULL,'Café "50 %" ? 👩‍👩‍👧 said é. قال الوزير ‮اليوم‬. 首相は否定した。');
CREATE TABLE migrations (version INTEGER PRIMARY KEY, applied TEXT NOT NULL);
INSERT INTO "migrations" VALUES(1,'2026-11-22T16:42:27.657855Z');
CREATE TABLE revisions (
            document TEXT NOT NULL REFERENCES documents (id), sha256 TEXT NOT NULL, sentence TEXT NOT NULL,
            annotator TEXT NOT NULL, created TEXT NOT NULL, action TEXT NOT NULL, seconds DOUBLE PRECISION NOT NULL,
            key_count INTEGER NOT NULL, schema_version TEXT NOT NULL, tool_version TEXT NOT NULL, start_offset INTEGER NOT NULL,
            label TEXT, flag TEXT, annotation TEXT, origins TEXT NOT NULL,
            PRIMARY KEY (document, annotator, created, sentence));
INSERT INTO "revisions" VALUES('a1','abababababababababababababababababababababababababababababababab','a1:0','mk','2026-11-22T16:12:00.000000Z','edit',1.5,7,'1.0','0.1.0',0,'claim',NULL,'{"label":"claim","claims":[{"id":"c1","spans":[{"start":0,"end":3,"text":"Caf"}],"type":"event","n":2,"sure":true,"weight":0.1}],"sources":[{"id":"s0","name":""},{"id":"s1","name":"الوزير","mention":{"start":0,"end":3,"text":"Caf"},"naming":"named"}],"stances":[{"claim":"c1","source":"s1","label":"support","cue":{"start":0,"end":3,"text":"Caf"},"quote":"mixed"}],"flag":null,"note":"why % ? \\u0000 \\","extra":"x"}','[{"item":"c1","how":"accepted","rule":"verb/2"},{"item":"c1<-s1","how":"manual","rule":""}]');
INSERT INTO "revisions" VALUES('a1','abababababababababababababababababababababababababababababababab','a1:23','mk','2026-11-22T16:12:00.000001Z','undo',1.5,7,'1.0','0.1.0',23,NULL,NULL,NULL,'[]');
CREATE TABLE segmentations (
            document TEXT NOT NULL REFERENCES documents (id), revision INTEGER NOT NULL, author TEXT NOT NULL,
            created TEXT NOT NULL, sentence_count INTEGER NOT NULL, blocks TEXT NOT NULL, sentences TEXT NOT NULL,
            PRIMARY KEY (document, revision));
INSERT INTO "segmentations" VALUES('a1',1,'annotate','2026-11-22T16:42:27.659528Z',3,'[{"kind":"paragraph","start":0,"end":57,"rule":"p"}]','[{"id":"a1:0","block":0,"start":0,"end":23},{"id":"a1:23","block":0,"start":23,"end":44},{"id":"a1:44","block":0,"start":44,"end":57}]');
CREATE INDEX documents_by_path ON documents (path, position);
COMMIT;
