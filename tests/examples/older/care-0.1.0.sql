BEGIN TRANSACTION;
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE care_case (
	team_id VARCHAR(24) NOT NULL, 
	ref TEXT NOT NULL, 
	ref_key TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	stage VARCHAR(8) NOT NULL, 
	touchpoint_id VARCHAR(24), 
	opened_at DATETIME NOT NULL, 
	interactions INTEGER NOT NULL, 
	last_interaction_at DATETIME, 
	called_at DATETIME, 
	solved_at DATETIME, 
	answered_at DATETIME, 
	answer BOOLEAN, 
	id VARCHAR(24) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_care_case PRIMARY KEY (id), 
	CONSTRAINT uq_care_case_team_id_ref_key UNIQUE (team_id, ref_key), 
	CONSTRAINT fk_care_case_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_care_case_touchpoint_id FOREIGN KEY(touchpoint_id) REFERENCES touchpoint (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE cycle_skip (
	team_id VARCHAR(24) NOT NULL, 
	cycle VARCHAR(8) NOT NULL, 
	reason TEXT NOT NULL, 
	id VARCHAR(24) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_cycle_skip PRIMARY KEY (id), 
	CONSTRAINT uq_cycle_skip_team_id_cycle UNIQUE (team_id, cycle), 
	CONSTRAINT fk_cycle_skip_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE era (
	team_id VARCHAR(24) NOT NULL, 
	cadence VARCHAR(8) NOT NULL, 
	first_day DATE NOT NULL, 
	old_end DATE, 
	id VARCHAR(24) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_era PRIMARY KEY (id), 
	CONSTRAINT fk_era_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "era" VALUES('m8cx2j7wret9','weekly','2026-09-07',NULL,'55sxtg0rcaz6',1);
CREATE TABLE evidence (
	team_id VARCHAR(24) NOT NULL, 
	stage VARCHAR(8) NOT NULL, 
	touchpoint_id VARCHAR(24), 
	measure VARCHAR(40), 
	value FLOAT, 
	yes INTEGER NOT NULL, 
	low INTEGER NOT NULL, 
	quote TEXT NOT NULL, 
	day DATE NOT NULL, 
	source TEXT NOT NULL, 
	case_id VARCHAR(24), 
	import_id VARCHAR(24), 
	fingerprint VARCHAR(64), 
	withdrawn BOOLEAN NOT NULL, 
	erased BOOLEAN NOT NULL, 
	made_at DATETIME NOT NULL, 
	id VARCHAR(24) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_evidence PRIMARY KEY (id), 
	CONSTRAINT fk_evidence_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_evidence_touchpoint_id FOREIGN KEY(touchpoint_id) REFERENCES touchpoint (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_evidence_case_id FOREIGN KEY(case_id) REFERENCES care_case (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_evidence_import_id FOREIGN KEY(import_id) REFERENCES import_batch (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',2.0,0,0,'','2026-09-01','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.048887','x7ydb2w3289q',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',3.0,0,0,'','2026-09-01','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.058448','p2zfpbax27wp',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',4.0,1,0,'','2026-09-01','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.095567','7yq8xq7kdt6j',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',2.0,0,0,'','2026-09-01','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.092903','311r5vtpy70f',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',3.0,0,0,'','2026-09-01','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.080583','cmt6gs1gfwgm',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',1.0,0,0,'','2026-09-01','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.086890','8japwg4nwwks',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',2.0,0,0,'','2026-09-01','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.081003','aq04qdbnswpr',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',3.0,0,0,'','2026-09-01','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.110694','zkrpg21n4ngp',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',2.0,0,0,'','2026-09-02','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.091569','1n88m05xbp05',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',3.0,0,0,'','2026-09-02','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.101183','1y1wbrzqkr4f',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',4.0,1,0,'','2026-09-02','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.078458','v4ypqhs462ba',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',2.0,0,0,'','2026-09-02','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.076892','ejphb7nzr9ef',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',3.0,0,0,'','2026-09-02','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.048591','f26kd6ygnz9w',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',1.0,0,0,'','2026-09-02','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.075936','vmgfzwcf3fy9',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',2.0,0,0,'','2026-09-02','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.037397','s6x5wphx81v8',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',3.0,0,0,'','2026-09-02','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.077426','f1dx9aybps6z',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',2.0,0,0,'','2026-09-03','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.079247','72fa802zq4qb',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',3.0,0,0,'','2026-09-03','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.059686','7gscwb5zfkxq',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',4.0,1,0,'','2026-09-03','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.055300','brhh01w1jyte',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',2.0,0,0,'','2026-09-03','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.028483','3hwkqq2gvy6b',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',3.0,0,0,'','2026-09-03','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.045587','wpmfn92fmd1k',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',1.0,0,0,'','2026-09-03','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.096333','wjw110vx77xq',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',2.0,0,0,'','2026-09-03','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.032704','z0zps57w7kma',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',3.0,0,0,'','2026-09-03','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.045274','6xh1n357e10v',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',2.0,0,0,'','2026-09-04','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.044832','bfj7bra1mbj6',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',3.0,0,0,'','2026-09-04','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.044679','9v6jhvvkt4fn',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',4.0,1,0,'','2026-09-04','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.116822','1wfc1gfgtzsm',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',2.0,0,0,'','2026-09-04','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.077892','x8mg7y0xx3jc',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',3.0,0,0,'','2026-09-04','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.039978','px1t3242w2wr',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',1.0,0,0,'','2026-09-04','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.071088','as1en2nrtpv1',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',2.0,0,0,'','2026-09-04','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.065641','b086xydtar9c',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',3.0,0,0,'','2026-09-04','survey',NULL,NULL,NULL,0,0,'2026-09-07 12:00:00.045200','yd6cd38pxkf4',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-14','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.095916','ry4gghhjsjtj',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-14','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.060955','bt7n6g6cm7gv',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',4.0,1,0,'Fast, thank you','2026-09-14','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.099314','gjmgmd3p4pf2',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-14','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.068907','j0cqrvvpkq8f',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',4.0,1,0,'Fast, thank you','2026-09-14','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.103497','emtmpxd98vj5',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-14','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.088781','ea374td87trd',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-15','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.173686','fk5j5jc7anjz',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-15','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.148401','8x1fy2dv2d3w',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',4.0,1,0,'Fast, thank you','2026-09-15','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.041430','xx0167fa5vya',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-15','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.026946','nkbm5bq2bjd9',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',4.0,1,0,'Fast, thank you','2026-09-15','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.033904','17kf95x00k4d',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-15','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.070828','ssxbwfgd5pgh',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-16','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.056142','4efp5b87qc5e',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-16','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.058647','q85jkdq3pt6p',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',4.0,1,0,'Fast, thank you','2026-09-16','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.039178','c3wmtbszdgfs',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-16','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.046584','3zhf2j0ksrq6',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',4.0,1,0,'Fast, thank you','2026-09-16','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.080980','5h6kmfxjxm3g',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-16','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.094575','zc03syw712r1',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-17','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.031660','cj95zfa9h50z',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-17','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.085028','1f0qrvyq0dka',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',4.0,1,0,'Fast, thank you','2026-09-17','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.058892','n5bbwmtsa7yy',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-17','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.058758','1gp6wbg8mqw0',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',4.0,1,0,'Fast, thank you','2026-09-17','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.034740','tpcmvz1pvns3',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-17','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.091923','04790cbbn82x',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-18','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.086414','b3pscfyqz5sg',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-18','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.073321','kvxjya8t4xt6',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',4.0,1,0,'Fast, thank you','2026-09-18','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.118476','t8x982rd6mz8',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-18','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.068216','qhpgjm48q3va',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',4.0,1,0,'Fast, thank you','2026-09-18','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.028735','zbz8nh5xhpr1',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','connect',NULL,'csat',5.0,1,0,'Fast, thank you','2026-09-18','survey',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.064068','1bkdzpk6dgyt',1);
INSERT INTO "evidence" VALUES('m8cx2j7wret9','resolve',NULL,NULL,NULL,0,0,'Still waiting for my money','2026-09-30','',NULL,NULL,NULL,0,0,'2026-09-30 12:00:00.069819','f2pa13yhcvvr',1);
CREATE TABLE import_batch (
	team_id VARCHAR(24) NOT NULL, 
	file TEXT NOT NULL, 
	rows INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	id VARCHAR(24) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_import_batch PRIMARY KEY (id), 
	CONSTRAINT fk_import_batch_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE improvement (
	team_id VARCHAR(24) NOT NULL, 
	stage VARCHAR(8) NOT NULL, 
	cycle VARCHAR(8) NOT NULL, 
	text TEXT NOT NULL, 
	touchpoint_id VARCHAR(24), 
	owner_id VARCHAR(24), 
	due DATE NOT NULL, 
	status VARCHAR(8) NOT NULL, 
	done_on DATE, 
	decided_at DATETIME, 
	late BOOLEAN NOT NULL, 
	reason TEXT NOT NULL, 
	carried_from VARCHAR(24), 
	measure VARCHAR(40), 
	touchpoint_only BOOLEAN NOT NULL, 
	before_from DATE, 
	before_to DATE, 
	after_days INTEGER, 
	after_from DATE, 
	after_to DATE, 
	target FLOAT, 
	picked_at DATETIME NOT NULL, 
	id VARCHAR(24) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_improvement PRIMARY KEY (id), 
	CONSTRAINT uq_improvement_team_id_cycle_stage UNIQUE (team_id, cycle, stage), 
	CONSTRAINT fk_improvement_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_improvement_touchpoint_id FOREIGN KEY(touchpoint_id) REFERENCES touchpoint (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_improvement_owner_id FOREIGN KEY(owner_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_improvement_carried_from FOREIGN KEY(carried_from) REFERENCES improvement (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "improvement" VALUES('m8cx2j7wret9','connect','2026-W37','Answer the welcome e-mail in a day',NULL,'xvjz75xzya3k','2026-09-13','done','2026-09-10','2026-09-10 12:00:00.041883',0,'',NULL,'csat',0,'2026-08-31','2026-09-06',7,'2026-09-11','2026-09-17',0.8,'2026-09-07 12:00:00.053055','2t98k8gnxjvd',2);
CREATE TABLE journal (
	team_id VARCHAR(24) NOT NULL, 
	seq INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	what TEXT NOT NULL, 
	changes JSON NOT NULL, 
	"by" VARCHAR(24), 
	at DATETIME NOT NULL, 
	sitting VARCHAR(24) NOT NULL, 
	undoable BOOLEAN NOT NULL, 
	undoes INTEGER, 
	redoes INTEGER, 
	CONSTRAINT pk_journal PRIMARY KEY (team_id, seq), 
	CONSTRAINT fk_journal_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_journal_by FOREIGN KEY("by") REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "journal" VALUES('m8cx2j7wret9',1,'team-created','Made the team Acme Support','[{"entity": "era", "id": "55sxtg0rcaz6", "before": null, "after": {"team_id": "m8cx2j7wret9", "cadence": "weekly", "first_day": "2026-09-07", "old_end": null, "id": "55sxtg0rcaz6"}}, {"entity": "member", "id": "7t4b8fn7ybhs", "before": null, "after": {"team_id": "m8cx2j7wret9", "name": "Lee", "name_key": "lee", "joined_on": "2026-09-07", "left_on": null, "id": "7t4b8fn7ybhs"}}, {"entity": "member", "id": "xvjz75xzya3k", "before": null, "after": {"team_id": "m8cx2j7wret9", "name": "Dana", "name_key": "dana", "joined_on": "2026-09-07", "left_on": null, "id": "xvjz75xzya3k"}}, {"entity": "team", "id": "m8cx2j7wret9", "before": null, "after": {"name": "Acme Support", "name_key": "acme support", "zone": "Europe/Berlin", "review_weekday": 4, "review_week": "last", "review_time": "15:00", "reply_target_hours": 24, "show_authors": false, "agendas": {}, "made_at": "2026-09-07T12:00:00.067251+00:00", "id": "m8cx2j7wret9"}}]',NULL,'2026-09-07 12:00:00.067251','nze06v9yst6c',0,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',2,'touchpoint-added','Added “Welcome e-mail” to Connect','[{"entity": "touchpoint", "id": "5tqpmgyd6d45", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "rank": "a0", "text": "Welcome e-mail", "notes": "", "channel": "", "friction": 0, "feeling": "", "volume": null, "author_id": null, "made_at": "2026-09-07T12:00:00.220885+00:00", "archived_at": null, "merged_into": null, "id": "5tqpmgyd6d45"}}]',NULL,'2026-09-07 12:00:00.220885','j385wgkwjkd7',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',3,'touchpoint-added','Added “Phone tree” to Assist','[{"entity": "touchpoint", "id": "sk35ps8h5qj6", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "assist", "rank": "a0", "text": "Phone tree", "notes": "", "channel": "", "friction": 0, "feeling": "", "volume": null, "author_id": null, "made_at": "2026-09-07T12:00:00.342191+00:00", "archived_at": null, "merged_into": null, "id": "sk35ps8h5qj6"}}]',NULL,'2026-09-07 12:00:00.342191','c6mc0es8vx38',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',4,'touchpoint-added','Added “Refund form” to Resolve','[{"entity": "touchpoint", "id": "d1m4qv6ap2rk", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "resolve", "rank": "a0", "text": "Refund form", "notes": "", "channel": "", "friction": 0, "feeling": "", "volume": null, "author_id": "xvjz75xzya3k", "made_at": "2026-09-07T12:00:00.349334+00:00", "archived_at": null, "merged_into": null, "id": "d1m4qv6ap2rk"}}]','xvjz75xzya3k','2026-09-07 12:00:00.349334','8666z3tdqheg',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',5,'touchpoint-added','Added “Call after a week” to Enhance','[{"entity": "touchpoint", "id": "vz3v6wszqpx3", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "enhance", "rank": "a0", "text": "Call after a week", "notes": "", "channel": "", "friction": 0, "feeling": "", "volume": null, "author_id": null, "made_at": "2026-09-07T12:00:00.663678+00:00", "archived_at": null, "merged_into": null, "id": "vz3v6wszqpx3"}}]',NULL,'2026-09-07 12:00:00.663678','2kkfv8w7cg6n',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',6,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "x7ydb2w3289q", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 2.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-01", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.048887+00:00", "id": "x7ydb2w3289q"}}]',NULL,'2026-09-07 12:00:00.048887','2j8bswk2sxvg',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',7,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "p2zfpbax27wp", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 3.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-01", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.058448+00:00", "id": "p2zfpbax27wp"}}]',NULL,'2026-09-07 12:00:00.058448','hnr6jpqzzx08',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',8,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "7yq8xq7kdt6j", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 4.0, "yes": 1, "low": 0, "quote": "", "day": "2026-09-01", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.095567+00:00", "id": "7yq8xq7kdt6j"}}]',NULL,'2026-09-07 12:00:00.095567','3rc5sah90e5y',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',9,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "311r5vtpy70f", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 2.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-01", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.092903+00:00", "id": "311r5vtpy70f"}}]',NULL,'2026-09-07 12:00:00.092903','jq3a6kbn8pvt',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',10,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "cmt6gs1gfwgm", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 3.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-01", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.080583+00:00", "id": "cmt6gs1gfwgm"}}]',NULL,'2026-09-07 12:00:00.080583','h6283fkpc2m1',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',11,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "8japwg4nwwks", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 1.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-01", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.086890+00:00", "id": "8japwg4nwwks"}}]',NULL,'2026-09-07 12:00:00.086890','rytr2ec1xs5q',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',12,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "aq04qdbnswpr", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 2.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-01", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.081003+00:00", "id": "aq04qdbnswpr"}}]',NULL,'2026-09-07 12:00:00.081003','2pn8w1cenyk8',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',13,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "zkrpg21n4ngp", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 3.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-01", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.110694+00:00", "id": "zkrpg21n4ngp"}}]',NULL,'2026-09-07 12:00:00.110694','3g1yy1j57zk9',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',14,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "1n88m05xbp05", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 2.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-02", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.091569+00:00", "id": "1n88m05xbp05"}}]',NULL,'2026-09-07 12:00:00.091569','mt3begsp1y5e',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',15,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "1y1wbrzqkr4f", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 3.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-02", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.101183+00:00", "id": "1y1wbrzqkr4f"}}]',NULL,'2026-09-07 12:00:00.101183','rqkw4ys2na69',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',16,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "v4ypqhs462ba", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 4.0, "yes": 1, "low": 0, "quote": "", "day": "2026-09-02", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.078458+00:00", "id": "v4ypqhs462ba"}}]',NULL,'2026-09-07 12:00:00.078458','thm8awvek8xt',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',17,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "ejphb7nzr9ef", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 2.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-02", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.076892+00:00", "id": "ejphb7nzr9ef"}}]',NULL,'2026-09-07 12:00:00.076892','2eqv5k40s182',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',18,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "f26kd6ygnz9w", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 3.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-02", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.048591+00:00", "id": "f26kd6ygnz9w"}}]',NULL,'2026-09-07 12:00:00.048591','k6k9xc8j9wm7',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',19,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "vmgfzwcf3fy9", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 1.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-02", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.075936+00:00", "id": "vmgfzwcf3fy9"}}]',NULL,'2026-09-07 12:00:00.075936','a4x6erqyqt87',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',20,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "s6x5wphx81v8", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 2.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-02", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.037397+00:00", "id": "s6x5wphx81v8"}}]',NULL,'2026-09-07 12:00:00.037397','d541th57svrt',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',21,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "f1dx9aybps6z", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 3.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-02", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.077426+00:00", "id": "f1dx9aybps6z"}}]',NULL,'2026-09-07 12:00:00.077426','2ay70trme9ak',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',22,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "72fa802zq4qb", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 2.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-03", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.079247+00:00", "id": "72fa802zq4qb"}}]',NULL,'2026-09-07 12:00:00.079247','ax376dfhhhny',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',23,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "7gscwb5zfkxq", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 3.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-03", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.059686+00:00", "id": "7gscwb5zfkxq"}}]',NULL,'2026-09-07 12:00:00.059686','wdcx5y71pn0h',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',24,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "brhh01w1jyte", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 4.0, "yes": 1, "low": 0, "quote": "", "day": "2026-09-03", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.055300+00:00", "id": "brhh01w1jyte"}}]',NULL,'2026-09-07 12:00:00.055300','qpkhwwrn385h',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',25,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "3hwkqq2gvy6b", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 2.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-03", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.028483+00:00", "id": "3hwkqq2gvy6b"}}]',NULL,'2026-09-07 12:00:00.028483','m2r3fb3zgbry',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',26,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "wpmfn92fmd1k", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 3.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-03", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.045587+00:00", "id": "wpmfn92fmd1k"}}]',NULL,'2026-09-07 12:00:00.045587','ssknfgj2t3dn',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',27,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "wjw110vx77xq", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 1.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-03", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.096333+00:00", "id": "wjw110vx77xq"}}]',NULL,'2026-09-07 12:00:00.096333','8e5y77dmwwb0',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',28,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "z0zps57w7kma", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 2.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-03", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.032704+00:00", "id": "z0zps57w7kma"}}]',NULL,'2026-09-07 12:00:00.032704','1bjqsepep2tb',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',29,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "6xh1n357e10v", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 3.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-03", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.045274+00:00", "id": "6xh1n357e10v"}}]',NULL,'2026-09-07 12:00:00.045274','8v76xnzyhtgw',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',30,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "bfj7bra1mbj6", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 2.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-04", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.044832+00:00", "id": "bfj7bra1mbj6"}}]',NULL,'2026-09-07 12:00:00.044832','8m9fewvscc8g',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',31,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "9v6jhvvkt4fn", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 3.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-04", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.044679+00:00", "id": "9v6jhvvkt4fn"}}]',NULL,'2026-09-07 12:00:00.044679','pdgr0pdeg7t3',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',32,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "1wfc1gfgtzsm", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 4.0, "yes": 1, "low": 0, "quote": "", "day": "2026-09-04", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.116822+00:00", "id": "1wfc1gfgtzsm"}}]',NULL,'2026-09-07 12:00:00.116822','xyjtg0jtbh52',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',33,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "x8mg7y0xx3jc", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 2.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-04", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.077892+00:00", "id": "x8mg7y0xx3jc"}}]',NULL,'2026-09-07 12:00:00.077892','rdqp0bv8j6b1',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',34,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "px1t3242w2wr", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 3.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-04", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.039978+00:00", "id": "px1t3242w2wr"}}]',NULL,'2026-09-07 12:00:00.039978','m6abtzp357qa',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',35,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "as1en2nrtpv1", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 1.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-04", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.071088+00:00", "id": "as1en2nrtpv1"}}]',NULL,'2026-09-07 12:00:00.071088','wzeqbb45keaa',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',36,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "b086xydtar9c", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 2.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-04", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.065641+00:00", "id": "b086xydtar9c"}}]',NULL,'2026-09-07 12:00:00.065641','xhrh5h8j7vn8',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',37,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "yd6cd38pxkf4", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 3.0, "yes": 0, "low": 0, "quote": "", "day": "2026-09-04", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-07T12:00:00.045200+00:00", "id": "yd6cd38pxkf4"}}]',NULL,'2026-09-07 12:00:00.045200','1cazn8v4xvtc',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',38,'improvement-picked','Picked “Answer the welcome e-mail in a day” for Connect in 2026-W37','[{"entity": "improvement", "id": "2t98k8gnxjvd", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "cycle": "2026-W37", "text": "Answer the welcome e-mail in a day", "touchpoint_id": null, "owner_id": "xvjz75xzya3k", "due": "2026-09-13", "status": "planned", "done_on": null, "decided_at": null, "late": false, "reason": "", "carried_from": null, "measure": "csat", "touchpoint_only": false, "before_from": "2026-08-31", "before_to": "2026-09-06", "after_days": 7, "after_from": null, "after_to": null, "target": 0.8, "picked_at": "2026-09-07T12:00:00.053055+00:00", "id": "2t98k8gnxjvd"}}]',NULL,'2026-09-07 12:00:00.053055','a8hbawfzfqa6',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',39,'stage-skipped','Skipped Assist in 2026-W37: Nobody is here','[{"entity": "stage_skip", "id": "qbwtjbkn1840", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "assist", "cycle": "2026-W37", "reason": "Nobody is here", "id": "qbwtjbkn1840"}}]',NULL,'2026-09-07 12:00:00.046206','9agwgchj6axf',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',40,'improvement-done','Done: “Answer the welcome e-mail in a day”','[{"entity": "improvement", "id": "2t98k8gnxjvd", "before": {"status": "planned", "done_on": null, "decided_at": null, "after_from": null, "after_to": null}, "after": {"status": "done", "done_on": "2026-09-10", "decided_at": "2026-09-10T12:00:00.041883+00:00", "after_from": "2026-09-11", "after_to": "2026-09-17"}}]',NULL,'2026-09-10 12:00:00.041883','eeqb116a21ra',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',41,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "ry4gghhjsjtj", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-14", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.095916+00:00", "id": "ry4gghhjsjtj"}}]',NULL,'2026-09-30 12:00:00.095916','thf4kfnh74xg',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',42,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "bt7n6g6cm7gv", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-14", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.060955+00:00", "id": "bt7n6g6cm7gv"}}]',NULL,'2026-09-30 12:00:00.060955','4ba5508n4fv9',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',43,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "gjmgmd3p4pf2", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 4.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-14", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.099314+00:00", "id": "gjmgmd3p4pf2"}}]',NULL,'2026-09-30 12:00:00.099314','czvz8w6w52dv',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',44,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "j0cqrvvpkq8f", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-14", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.068907+00:00", "id": "j0cqrvvpkq8f"}}]',NULL,'2026-09-30 12:00:00.068907','sx5bsbk4beaa',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',45,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "emtmpxd98vj5", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 4.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-14", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.103497+00:00", "id": "emtmpxd98vj5"}}]',NULL,'2026-09-30 12:00:00.103497','s4z05mzmdph9',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',46,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "ea374td87trd", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-14", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.088781+00:00", "id": "ea374td87trd"}}]',NULL,'2026-09-30 12:00:00.088781','0p48e2hf7jka',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',47,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "fk5j5jc7anjz", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-15", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.173686+00:00", "id": "fk5j5jc7anjz"}}]',NULL,'2026-09-30 12:00:00.173686','g1f5ggjgnjdw',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',48,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "8x1fy2dv2d3w", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-15", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.148401+00:00", "id": "8x1fy2dv2d3w"}}]',NULL,'2026-09-30 12:00:00.148401','x9te3xxe8c50',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',49,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "xx0167fa5vya", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 4.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-15", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.041430+00:00", "id": "xx0167fa5vya"}}]',NULL,'2026-09-30 12:00:00.041430','pjm2qv3dzb3k',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',50,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "nkbm5bq2bjd9", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-15", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.026946+00:00", "id": "nkbm5bq2bjd9"}}]',NULL,'2026-09-30 12:00:00.026946','js97a890ttza',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',51,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "17kf95x00k4d", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 4.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-15", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.033904+00:00", "id": "17kf95x00k4d"}}]',NULL,'2026-09-30 12:00:00.033904','c0ffmbmqh05n',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',52,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "ssxbwfgd5pgh", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-15", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.070828+00:00", "id": "ssxbwfgd5pgh"}}]',NULL,'2026-09-30 12:00:00.070828','10gk7c9v8188',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',53,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "4efp5b87qc5e", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-16", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.056142+00:00", "id": "4efp5b87qc5e"}}]',NULL,'2026-09-30 12:00:00.056142','wjy0jw11szmw',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',54,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "q85jkdq3pt6p", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-16", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.058647+00:00", "id": "q85jkdq3pt6p"}}]',NULL,'2026-09-30 12:00:00.058647','th52archtf5m',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',55,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "c3wmtbszdgfs", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 4.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-16", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.039178+00:00", "id": "c3wmtbszdgfs"}}]',NULL,'2026-09-30 12:00:00.039178','rtwzxgftawp0',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',56,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "3zhf2j0ksrq6", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-16", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.046584+00:00", "id": "3zhf2j0ksrq6"}}]',NULL,'2026-09-30 12:00:00.046584','4wdkyeezygzs',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',57,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "5h6kmfxjxm3g", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 4.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-16", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.080980+00:00", "id": "5h6kmfxjxm3g"}}]',NULL,'2026-09-30 12:00:00.080980','6z83bh3j7ahr',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',58,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "zc03syw712r1", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-16", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.094575+00:00", "id": "zc03syw712r1"}}]',NULL,'2026-09-30 12:00:00.094575','y7jq503c6xr1',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',59,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "cj95zfa9h50z", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-17", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.031660+00:00", "id": "cj95zfa9h50z"}}]',NULL,'2026-09-30 12:00:00.031660','kr9p4h2n14ks',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',60,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "1f0qrvyq0dka", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-17", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.085028+00:00", "id": "1f0qrvyq0dka"}}]',NULL,'2026-09-30 12:00:00.085028','t3nknrx8yvh3',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',61,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "n5bbwmtsa7yy", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 4.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-17", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.058892+00:00", "id": "n5bbwmtsa7yy"}}]',NULL,'2026-09-30 12:00:00.058892','q2ra4n938qk4',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',62,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "1gp6wbg8mqw0", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-17", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.058758+00:00", "id": "1gp6wbg8mqw0"}}]',NULL,'2026-09-30 12:00:00.058758','8xcba2f0k45q',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',63,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "tpcmvz1pvns3", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 4.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-17", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.034740+00:00", "id": "tpcmvz1pvns3"}}]',NULL,'2026-09-30 12:00:00.034740','k0sxrff5h0cw',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',64,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "04790cbbn82x", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-17", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.091923+00:00", "id": "04790cbbn82x"}}]',NULL,'2026-09-30 12:00:00.091923','a4etjw05bz90',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',65,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "b3pscfyqz5sg", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-18", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.086414+00:00", "id": "b3pscfyqz5sg"}}]',NULL,'2026-09-30 12:00:00.086414','twsdmrxkstqx',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',66,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "kvxjya8t4xt6", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-18", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.073321+00:00", "id": "kvxjya8t4xt6"}}]',NULL,'2026-09-30 12:00:00.073321','sbvweptrmrkm',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',67,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "t8x982rd6mz8", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 4.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-18", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.118476+00:00", "id": "t8x982rd6mz8"}}]',NULL,'2026-09-30 12:00:00.118476','rh666xbdpk02',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',68,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "qhpgjm48q3va", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-18", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.068216+00:00", "id": "qhpgjm48q3va"}}]',NULL,'2026-09-30 12:00:00.068216','8p7qfjn9ckt2',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',69,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "zbz8nh5xhpr1", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 4.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-18", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.028735+00:00", "id": "zbz8nh5xhpr1"}}]',NULL,'2026-09-30 12:00:00.028735','8z2kdbatjsma',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',70,'evidence-logged','Logged CSAT for Connect','[{"entity": "evidence", "id": "1bkdzpk6dgyt", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "connect", "touchpoint_id": null, "measure": "csat", "value": 5.0, "yes": 1, "low": 0, "quote": "Fast, thank you", "day": "2026-09-18", "source": "survey", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.064068+00:00", "id": "1bkdzpk6dgyt"}}]',NULL,'2026-09-30 12:00:00.064068','8f556vg356qw',1,NULL,NULL);
INSERT INTO "journal" VALUES('m8cx2j7wret9',71,'evidence-logged','Logged a quote for Resolve','[{"entity": "evidence", "id": "f2pa13yhcvvr", "before": null, "after": {"team_id": "m8cx2j7wret9", "stage": "resolve", "touchpoint_id": null, "measure": null, "value": null, "yes": 0, "low": 0, "quote": "Still waiting for my money", "day": "2026-09-30", "source": "", "case_id": null, "import_id": null, "fingerprint": null, "withdrawn": false, "erased": false, "made_at": "2026-09-30T12:00:00.069819+00:00", "id": "f2pa13yhcvvr"}}]',NULL,'2026-09-30 12:00:00.069819','ca6y1bcmsvk5',1,NULL,NULL);
CREATE TABLE journal_touch (
	team_id VARCHAR(24) NOT NULL, 
	seq INTEGER NOT NULL, 
	entity VARCHAR(20) NOT NULL, 
	entity_id VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_journal_touch PRIMARY KEY (team_id, seq, entity, entity_id)
);
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',1,'era','55sxtg0rcaz6');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',1,'member','7t4b8fn7ybhs');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',1,'member','xvjz75xzya3k');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',1,'team','m8cx2j7wret9');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',2,'touchpoint','5tqpmgyd6d45');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',3,'touchpoint','sk35ps8h5qj6');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',4,'touchpoint','d1m4qv6ap2rk');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',5,'touchpoint','vz3v6wszqpx3');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',6,'evidence','x7ydb2w3289q');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',7,'evidence','p2zfpbax27wp');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',8,'evidence','7yq8xq7kdt6j');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',9,'evidence','311r5vtpy70f');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',10,'evidence','cmt6gs1gfwgm');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',11,'evidence','8japwg4nwwks');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',12,'evidence','aq04qdbnswpr');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',13,'evidence','zkrpg21n4ngp');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',14,'evidence','1n88m05xbp05');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',15,'evidence','1y1wbrzqkr4f');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',16,'evidence','v4ypqhs462ba');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',17,'evidence','ejphb7nzr9ef');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',18,'evidence','f26kd6ygnz9w');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',19,'evidence','vmgfzwcf3fy9');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',20,'evidence','s6x5wphx81v8');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',21,'evidence','f1dx9aybps6z');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',22,'evidence','72fa802zq4qb');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',23,'evidence','7gscwb5zfkxq');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',24,'evidence','brhh01w1jyte');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',25,'evidence','3hwkqq2gvy6b');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',26,'evidence','wpmfn92fmd1k');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',27,'evidence','wjw110vx77xq');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',28,'evidence','z0zps57w7kma');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',29,'evidence','6xh1n357e10v');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',30,'evidence','bfj7bra1mbj6');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',31,'evidence','9v6jhvvkt4fn');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',32,'evidence','1wfc1gfgtzsm');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',33,'evidence','x8mg7y0xx3jc');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',34,'evidence','px1t3242w2wr');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',35,'evidence','as1en2nrtpv1');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',36,'evidence','b086xydtar9c');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',37,'evidence','yd6cd38pxkf4');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',38,'improvement','2t98k8gnxjvd');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',39,'stage_skip','qbwtjbkn1840');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',40,'improvement','2t98k8gnxjvd');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',41,'evidence','ry4gghhjsjtj');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',42,'evidence','bt7n6g6cm7gv');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',43,'evidence','gjmgmd3p4pf2');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',44,'evidence','j0cqrvvpkq8f');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',45,'evidence','emtmpxd98vj5');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',46,'evidence','ea374td87trd');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',47,'evidence','fk5j5jc7anjz');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',48,'evidence','8x1fy2dv2d3w');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',49,'evidence','xx0167fa5vya');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',50,'evidence','nkbm5bq2bjd9');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',51,'evidence','17kf95x00k4d');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',52,'evidence','ssxbwfgd5pgh');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',53,'evidence','4efp5b87qc5e');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',54,'evidence','q85jkdq3pt6p');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',55,'evidence','c3wmtbszdgfs');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',56,'evidence','3zhf2j0ksrq6');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',57,'evidence','5h6kmfxjxm3g');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',58,'evidence','zc03syw712r1');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',59,'evidence','cj95zfa9h50z');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',60,'evidence','1f0qrvyq0dka');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',61,'evidence','n5bbwmtsa7yy');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',62,'evidence','1gp6wbg8mqw0');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',63,'evidence','tpcmvz1pvns3');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',64,'evidence','04790cbbn82x');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',65,'evidence','b3pscfyqz5sg');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',66,'evidence','kvxjya8t4xt6');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',67,'evidence','t8x982rd6mz8');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',68,'evidence','qhpgjm48q3va');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',69,'evidence','zbz8nh5xhpr1');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',70,'evidence','1bkdzpk6dgyt');
INSERT INTO "journal_touch" VALUES('m8cx2j7wret9',71,'evidence','f2pa13yhcvvr');
CREATE TABLE measure (
	team_id VARCHAR(24) NOT NULL, 
	"key" VARCHAR(40) NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	better VARCHAR(4) NOT NULL, 
	threshold FLOAT, 
	per_cycle VARCHAR(4) NOT NULL, 
	id VARCHAR(24) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_measure PRIMARY KEY (id), 
	CONSTRAINT uq_measure_team_id_key UNIQUE (team_id, "key"), 
	CONSTRAINT fk_measure_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE member (
	team_id VARCHAR(24) NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	joined_on DATE NOT NULL, 
	left_on DATE, 
	id VARCHAR(24) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_member PRIMARY KEY (id), 
	CONSTRAINT uq_member_team_id_name_key UNIQUE (team_id, name_key), 
	CONSTRAINT fk_member_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "member" VALUES('m8cx2j7wret9','Dana','dana','2026-09-07',NULL,'xvjz75xzya3k',1);
INSERT INTO "member" VALUES('m8cx2j7wret9','Lee','lee','2026-09-07',NULL,'7t4b8fn7ybhs',1);
CREATE TABLE mood (
	review_id VARCHAR(24) NOT NULL, 
	member_id VARCHAR(24) NOT NULL, 
	value INTEGER NOT NULL, 
	CONSTRAINT pk_mood PRIMARY KEY (review_id, member_id), 
	CONSTRAINT fk_mood_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_mood_member_id FOREIGN KEY(member_id) REFERENCES member (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE private_card (
	id VARCHAR(24) NOT NULL, 
	review_id VARCHAR(24) NOT NULL, 
	member_id VARCHAR(24) NOT NULL, 
	stage VARCHAR(8) NOT NULL, 
	text TEXT NOT NULL, 
	place INTEGER NOT NULL, 
	CONSTRAINT pk_private_card PRIMARY KEY (id), 
	CONSTRAINT fk_private_card_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_private_card_member_id FOREIGN KEY(member_id) REFERENCES member (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE rating (
	review_id VARCHAR(24) NOT NULL, 
	member_id VARCHAR(24) NOT NULL, 
	value INTEGER NOT NULL, 
	CONSTRAINT pk_rating PRIMARY KEY (review_id, member_id), 
	CONSTRAINT fk_rating_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_rating_member_id FOREIGN KEY(member_id) REFERENCES member (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE review (
	team_id VARCHAR(24) NOT NULL, 
	planned VARCHAR(8) NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	steps JSON NOT NULL, 
	step_index INTEGER NOT NULL, 
	spent JSON NOT NULL, 
	timer_since DATETIME, 
	lead_id VARCHAR(24), 
	opened_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	first_closed_at DATETIME, 
	revealed JSON NOT NULL, 
	mood_count INTEGER, 
	mood_mean FLOAT, 
	rating_count INTEGER, 
	rating_mean FLOAT, 
	next_review DATETIME, 
	report TEXT NOT NULL, 
	id VARCHAR(24) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_review PRIMARY KEY (id), 
	CONSTRAINT uq_review_team_id_planned UNIQUE (team_id, planned), 
	CONSTRAINT fk_review_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_review_lead_id FOREIGN KEY(lead_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE review_present (
	review_id VARCHAR(24) NOT NULL, 
	member_id VARCHAR(24) NOT NULL, 
	done_step VARCHAR(12), 
	CONSTRAINT pk_review_present PRIMARY KEY (review_id, member_id), 
	CONSTRAINT fk_review_present_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_review_present_member_id FOREIGN KEY(member_id) REFERENCES member (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE stage_skip (
	team_id VARCHAR(24) NOT NULL, 
	stage VARCHAR(8) NOT NULL, 
	cycle VARCHAR(8) NOT NULL, 
	reason TEXT NOT NULL, 
	id VARCHAR(24) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_stage_skip PRIMARY KEY (id), 
	CONSTRAINT uq_stage_skip_team_id_cycle_stage UNIQUE (team_id, cycle, stage), 
	CONSTRAINT fk_stage_skip_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "stage_skip" VALUES('m8cx2j7wret9','assist','2026-W37','Nobody is here','qbwtjbkn1840',1);
CREATE TABLE team (
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	review_weekday INTEGER NOT NULL, 
	review_week VARCHAR(8) NOT NULL, 
	review_time VARCHAR(5) NOT NULL, 
	reply_target_hours INTEGER NOT NULL, 
	show_authors BOOLEAN NOT NULL, 
	agendas JSON NOT NULL, 
	made_at DATETIME NOT NULL, 
	id VARCHAR(24) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_team PRIMARY KEY (id), 
	CONSTRAINT uq_team_name_key UNIQUE (name_key)
);
INSERT INTO "team" VALUES('Acme Support','acme support','Europe/Berlin',4,'last','15:00',24,0,'{}','2026-09-07 12:00:00.067251','m8cx2j7wret9',1);
CREATE TABLE team_seq (
	team_id VARCHAR(24) NOT NULL, 
	seq INTEGER NOT NULL, 
	CONSTRAINT pk_team_seq PRIMARY KEY (team_id), 
	CONSTRAINT fk_team_seq_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "team_seq" VALUES('m8cx2j7wret9',71);
CREATE TABLE touchpoint (
	team_id VARCHAR(24) NOT NULL, 
	stage VARCHAR(8) NOT NULL, 
	rank TEXT NOT NULL, 
	text TEXT NOT NULL, 
	notes TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	friction INTEGER NOT NULL, 
	feeling TEXT NOT NULL, 
	volume INTEGER, 
	author_id VARCHAR(24), 
	made_at DATETIME NOT NULL, 
	archived_at DATETIME, 
	merged_into VARCHAR(24), 
	id VARCHAR(24) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_touchpoint PRIMARY KEY (id), 
	CONSTRAINT fk_touchpoint_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_touchpoint_author_id FOREIGN KEY(author_id) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_touchpoint_merged_into FOREIGN KEY(merged_into) REFERENCES touchpoint (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "touchpoint" VALUES('m8cx2j7wret9','connect','a0','Welcome e-mail','','',0,'',NULL,NULL,'2026-09-07 12:00:00.220885',NULL,NULL,'5tqpmgyd6d45',1);
INSERT INTO "touchpoint" VALUES('m8cx2j7wret9','assist','a0','Phone tree','','',0,'',NULL,NULL,'2026-09-07 12:00:00.342191',NULL,NULL,'sk35ps8h5qj6',1);
INSERT INTO "touchpoint" VALUES('m8cx2j7wret9','resolve','a0','Refund form','','',0,'',NULL,'xvjz75xzya3k','2026-09-07 12:00:00.349334',NULL,NULL,'d1m4qv6ap2rk',1);
INSERT INTO "touchpoint" VALUES('m8cx2j7wret9','enhance','a0','Call after a week','','',0,'',NULL,NULL,'2026-09-07 12:00:00.663678',NULL,NULL,'vz3v6wszqpx3',1);
CREATE TABLE vote (
	review_id VARCHAR(24) NOT NULL, 
	member_id VARCHAR(24) NOT NULL, 
	touchpoint_id VARCHAR(24) NOT NULL, 
	votes INTEGER NOT NULL, 
	CONSTRAINT pk_vote PRIMARY KEY (review_id, member_id, touchpoint_id), 
	CONSTRAINT fk_vote_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_vote_member_id FOREIGN KEY(member_id) REFERENCES member (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_vote_touchpoint_id FOREIGN KEY(touchpoint_id) REFERENCES touchpoint (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE vote_total (
	team_id VARCHAR(24) NOT NULL, 
	review_id VARCHAR(24) NOT NULL, 
	touchpoint_id VARCHAR(24) NOT NULL, 
	votes INTEGER NOT NULL, 
	id VARCHAR(24) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_vote_total PRIMARY KEY (id), 
	CONSTRAINT uq_vote_total_review_id_touchpoint_id UNIQUE (review_id, touchpoint_id), 
	CONSTRAINT fk_vote_total_team_id FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_vote_total_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_vote_total_touchpoint_id FOREIGN KEY(touchpoint_id) REFERENCES touchpoint (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE workspace (
	id VARCHAR(24) NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_workspace PRIMARY KEY (id)
);
INSERT INTO "workspace" VALUES('7b4bekj6accr','2026-09-07 12:00:00.001045');
CREATE INDEX ix_journal_touch_team_id_entity_entity_id_seq ON journal_touch (team_id, entity, entity_id, seq);
CREATE INDEX ix_era_team_id ON era (team_id);
CREATE INDEX ix_member_team_id ON member (team_id);
CREATE INDEX ix_import_batch_team_id ON import_batch (team_id);
CREATE INDEX ix_touchpoint_merged_into ON touchpoint (merged_into);
CREATE INDEX ix_touchpoint_team_id_archived_at_stage_rank ON touchpoint (team_id, archived_at, stage, rank);
CREATE INDEX ix_review_team_id_closed_at ON review (team_id, closed_at);
CREATE INDEX ix_journal_team_id_sitting_seq ON journal (team_id, sitting, seq);
CREATE INDEX ix_vote_total_team_id ON vote_total (team_id);
CREATE INDEX ix_improvement_team_id_status ON improvement (team_id, status);
CREATE INDEX ix_care_case_team_id_answered_at ON care_case (team_id, answered_at);
CREATE INDEX ix_private_card_review_id ON private_card (review_id);
CREATE INDEX ix_evidence_touchpoint_id ON evidence (touchpoint_id);
CREATE INDEX ix_evidence_team_id_day ON evidence (team_id, day);
CREATE INDEX ix_evidence_sums ON evidence (team_id, measure, stage, day, withdrawn, erased, touchpoint_id, yes, low, value, made_at);
CREATE INDEX ix_evidence_team_id_measure_day ON evidence (team_id, measure, day);
CREATE INDEX ix_evidence_import_id ON evidence (import_id);
CREATE INDEX ix_evidence_team_id_made_at ON evidence (team_id, made_at);
CREATE UNIQUE INDEX uq_evidence_fingerprint ON evidence (team_id, fingerprint) WHERE withdrawn = 0;
COMMIT;
