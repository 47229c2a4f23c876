-- A filing file of schema version 4, as SQL so that a person can read it.
PRAGMA application_id = 1498762833;
PRAGMA user_version = 4;
BEGIN TRANSACTION;
CREATE TABLE blob (
	id INTEGER NOT NULL, 
	sha256 TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	crc32 INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (sha256)
);
INSERT INTO "blob" VALUES(1,'f3fa1c8b0de7807ed2281e885c3146136990352a694aa16387238d7e086a7e27',9,3276163737,'picture');
INSERT INTO "blob" VALUES(2,'9bc4a0b39077ed81757e9ab20329dfd1173fb1054baa792c7a7d3f86bd1b6f6c',15,882483907,'picture');
CREATE TABLE change (
	id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	path TEXT NOT NULL, 
	old TEXT NOT NULL, 
	new TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "change" VALUES(1,'2021-11-20T06:03:22+00:00','样例','evidence.evidence/a.png#f3fa1c8b','','[system_login:s1]');
INSERT INTO "change" VALUES(2,'2021-11-20T06:03:22+00:00','样例','evidence.evidence/a.png#f3fa1c8b','[system_login:s1]','[system_login:s1] {invoice，电子发票（普通发票）？，21332000000012345678，2020-03-18？，杭州云样科技有限公司？，浙江样例动力股份有限公司？，100000.00，6000.00？，106000.00？，HT-2020-01？，system_login:s1=5000.00}');
INSERT INTO "change" VALUES(3,'2021-11-20T06:03:22+00:00','样例','basis','','without_tax');
CREATE TABLE chunk (
	blob INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	data BLOB NOT NULL, 
	PRIMARY KEY (blob, position), 
	FOREIGN KEY(blob) REFERENCES blob (id)
);
INSERT INTO "chunk" VALUES(1,0,X'E4B880E5BCA0E59BBE');
INSERT INTO "chunk" VALUES(2,0,X'E981AEE79B96E5908EE79A84E59BBE');
CREATE TABLE cloud_service (
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	product TEXT NOT NULL, 
	provider TEXT NOT NULL, 
	contract_no TEXT NOT NULL, 
	start TEXT NOT NULL, 
	"end" TEXT NOT NULL, 
	amount TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE evidence (
	position INTEGER NOT NULL, 
	file TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	dated TEXT NOT NULL, 
	note TEXT NOT NULL, 
	PRIMARY KEY (position), 
	FOREIGN KEY(sha256) REFERENCES blob (sha256)
);
INSERT INTO "evidence" VALUES(0,'evidence/a.png','f3fa1c8b0de7807ed2281e885c3146136990352a694aa16387238d7e086a7e27','','');
CREATE TABLE evidence_facts ( evidence INTEGER NOT NULL, kind TEXT NOT NULL, type TEXT NOT NULL, code TEXT NOT NULL, number TEXT NOT NULL, date TEXT NOT NULL, seller TEXT NOT NULL, seller_id TEXT NOT NULL, buyer TEXT NOT NULL, buyer_id TEXT NOT NULL, amount TEXT NOT NULL, tax TEXT NOT NULL, total TEXT NOT NULL, red BOOLEAN NOT NULL, contract_no TEXT NOT NULL, confirmed TEXT NOT NULL, sources TEXT NOT NULL, shares TEXT NOT NULL, PRIMARY KEY (evidence), FOREIGN KEY(evidence) REFERENCES evidence (position) DEFERRABLE INITIALLY DEFERRED );
INSERT INTO "evidence_facts" VALUES(0,'invoice','电子发票（普通发票）','','21332000000012345678','2020-03-18','杭州云样科技有限公司','','浙江样例动力股份有限公司','','100000.00','6000.00','106000.00',0,'HT-2020-01','["number","amount"]','{"number":["pdf","qr"],"amount":["pdf","person"]}','[{"requirement":"system_login","subject":"s1","amount":"5000.00"}]');
CREATE TABLE evidence_use (
	evidence INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	requirement TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	PRIMARY KEY (evidence, position), 
	FOREIGN KEY(evidence) REFERENCES evidence (position) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "evidence_use" VALUES(0,0,'system_login','s1');
CREATE TABLE field (
	path TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (path)
);
INSERT INTO "field" VALUES('standard.id','"zj-2021"');
INSERT INTO "field" VALUES('standard.sha256','"2d0d3d410905ee3f7c6a55223a8b074524672dd3acf9b9a82c5893f84531e899"');
INSERT INTO "field" VALUES('batch.id','"2021-1"');
INSERT INTO "field" VALUES('batch.city','"杭州市"');
INSERT INTO "field" VALUES('batch.county','"余杭区"');
INSERT INTO "field" VALUES('enterprise.name','"浙江样例动力股份有限公司"');
INSERT INTO "field" VALUES('enterprise.revenue','"312680.00"');
INSERT INTO "field" VALUES('answers.n.cloud_storage','"257"');
INSERT INTO "field" VALUES('answers.m.cloud_storage','"300"');
INSERT INTO "field" VALUES('answers.ticked.data_collaboration','["rnd"]');
INSERT INTO "field" VALUES('sample','false');
INSERT INTO "field" VALUES('carried_from.batch','"2021-1"');
INSERT INTO "field" VALUES('carried_from.name_sha256','"13cb45b4e038be9e57e749f3fc5fba0669e232738baa395f05c54f9df603ad8d"');
INSERT INTO "field" VALUES('basis','"without_tax"');
CREATE TABLE masked (
	masked TEXT NOT NULL, 
	original TEXT NOT NULL, 
	PRIMARY KEY (masked), 
	FOREIGN KEY(masked) REFERENCES blob (sha256), 
	FOREIGN KEY(original) REFERENCES blob (sha256)
);
INSERT INTO "masked" VALUES('9bc4a0b39077ed81757e9ab20329dfd1173fb1054baa792c7a7d3f86bd1b6f6c','f3fa1c8b0de7807ed2281e885c3146136990352a694aa16387238d7e086a7e27');
CREATE TABLE seal (
	version INTEGER NOT NULL, 
	date TEXT NOT NULL, 
	code TEXT NOT NULL, 
	package TEXT NOT NULL, 
	software TEXT NOT NULL, 
	sealed_at TEXT NOT NULL, 
	filing_json BLOB NOT NULL, 
	PRIMARY KEY (version)
);
CREATE TABLE seen (
	sha256 TEXT NOT NULL, 
	seen BLOB NOT NULL, 
	PRIMARY KEY (sha256), 
	FOREIGN KEY(sha256) REFERENCES blob (sha256)
);
CREATE TABLE server (
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	count TEXT NOT NULL, 
	cpu_cores TEXT NOT NULL, 
	memory_gb TEXT NOT NULL, 
	cloud BOOLEAN NOT NULL, 
	PRIMARY KEY (position)
);
INSERT INTO "server" VALUES(0,'服务器','3','2','7.5',1);
CREATE TABLE signature (
	version INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	signer TEXT NOT NULL, 
	signature BLOB NOT NULL, 
	PRIMARY KEY (version, content)
);
INSERT INTO "signature" VALUES(1,'0000000000000000000000000000000000000000000000000000000000000001','0000000000000000000000000000000000000000000000000000000000000002',X'3000');
CREATE TABLE standard_file (
	name TEXT NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "standard_file" VALUES('standard.toml','# 浙江省制造业“云上企业” 2021 年第一批：评估指标。
# 来源：浙经信云计算便函〔2021〕81号 附件2《用云水平评估表》。

id = "zj-2021"
title = "浙江省制造业“云上企业”（2021 年）"
region = "浙江省"

[texts]
form_title = "浙江省制造业云上企业申报表"
form_subtitle = "附件1"
assessment_title = "浙江省制造业云上企业用云水平评估表"
assessment_subtitle = "附件2"
recommendation_title = "浙江省制造业云上企业推荐排序表"
recommendation_subtitle = "附件3"
declaration = "本企业承诺：申报表、用云水平评估表及全部佐证材料内容真实、数据准确，与企业实际情况一致；如有虚假，自愿承担由此产生的一切责任，并接受终止申报的处理。"
notes = [
  "N、M 由企业填写；标杆示范由专家评分，企业不填分值，可附详细说明或案例。",
  "云安全、云数据库须附上年度发票、收据或合同；按系统数量计算的指标须附系统清单，每个系统附登录页截图、功能主页截图和功能简介。",
  "自评满分 75 分，另有 25 分由专家评审，自评不计。",
]
figure_basis = "各指标得分四舍五入保留两位小数，维度得分与总分为各指标得分之和；N、M 均未填按 0 分计并注明“未填”；N 与 M 均为 0 按 0 分计；系统协同 N 大于 M 时按满分计。以上取舍规则通知未作规定，由本程序统一执行。"

[[dimensions]]
id = "infrastructure"
title = "基础设施"
weight = 20

[[dimensions]]
id = "business"
title = "云上业务"
weight = 25

[[dimensions]]
id = "management"
title = "云上管理"
weight = 15

[[dimensions]]
id = "collaboration"
title = "云上数字化协同"
weight = 10

[[dimensions]]
id = "investment"
title = "上云投入"
weight = 5

[[dimensions]]
id = "demonstration"
title = "标杆示范"
weight = 25

# ── 基础设施 ──

[[indicators]]
id = "cloud_storage"
dimension = "infrastructure"
title = "云存储"
weight = 5
explanation = "企业使用云存储数据总量（N）÷ 企业存储数据总量（M）× 5，单位 TB。"
ranked = ["n", "m"]
question = "企业的数据一共有多少，其中多少放在云上？"
example = "对象存储、云硬盘、云上备份都算；员工个人网盘不算。"
[indicators.formula]
kind = "ratio"
n = { label = "企业使用云存储数据总量", unit = "TB" }
m = { label = "企业存储数据总量", unit = "TB" }

[[indicators]]
id = "cloud_server"
dimension = "infrastructure"
title = "云服务器"
weight = 5
explanation = "云服务器使用数量（N）÷ 企业服务器使用总数（M）× 5。云服务器和物理服务器统一折算为 4 核 16G 的标准台数，N 与 M 各为（CPU 总核数 ÷ 4 + 总内存 GB ÷ 16）÷ 2。"
ranked = ["n", "m"]
question = "企业在用多少台服务器，哪些在云上？"
example = "逐行填写台数、每台核数、每台内存，折算由程序完成。"
[indicators.formula]
kind = "server_units"
n = { label = "云服务器使用数量（折合 4 核 16G）", unit = "台" }
m = { label = "企业服务器使用总数（折合 4 核 16G）", unit = "台" }
cores_per_unit = 4
memory_gb_per_unit = 16

[[indicators]]
id = "cloud_security"
dimension = "infrastructure"
title = "云安全"
weight = 5
explanation = "云安全产品和服务费用（N）÷ 企业安全类产品和服务总费用（M，含硬件、软件和服务）× 5，单位万元，按上年度发票、收据或合同填写。"
ranked = ["n", "m"]
question = "上年度花在网络安全上的钱有多少，其中多少买的是云安全？"
example = "云防火墙、云 WAF、主机安全、云上等保服务等。"
[indicators.formula]
kind = "ratio"
n = { label = "云安全产品和服务费用", unit = "万元" }
m = { label = "安全类产品和服务总费用", unit = "万元" }

[[indicators]]
id = "cloud_database"
dimension = "infrastructure"
title = "云数据库"
weight = 5
explanation = "云数据库采购费用支出（N）÷ 企业数据库费用总支出（M）× 5，单位万元，按上年度发票、收据或合同填写。"
ranked = ["n", "m"]
question = "上年度花在数据库上的钱有多少，其中多少买的是云数据库？"
example = "云上关系型数据库、缓存、数据仓库等。"
[indicators.formula]
kind = "ratio"
n = { label = "云数据库采购费用支出", unit = "万元" }
m = { label = "企业数据库费用总支出", unit = "万元" }

# ── 云上业务 ──

[[indicators]]
id = "rnd"
dimension = "business"
title = "研发"
weight = 5
explanation = "云上研发系统数量（N）÷ 研发系统总数（M）× 5。研发系统如 PDM、PLM 等。"
ranked = ["n", "m"]
question = "企业在用哪些研发系统？"
example = "PDM、PLM、协同设计、仿真等。"
[indicators.formula]
kind = "system_count"
n = { label = "云上研发系统数量", unit = "个", whole = true }
m = { label = "研发系统总数", unit = "个", whole = true }

[[indicators]]
id = "production"
dimension = "business"
title = "生产"
weight = 5
explanation = "云上生产系统数量（N）÷ 生产系统总数（M）× 5。生产系统如 MES、ERP、物联网系统等。"
ranked = ["n", "m"]
question = "企业在用哪些生产系统？"
example = "MES、ERP、设备物联网、质量追溯等。"
[indicators.formula]
kind = "system_count"
n = { label = "云上生产系统数量", unit = "个", whole = true }
m = { label = "生产系统总数", unit = "个", whole = true }

[[indicators]]
id = "supply_chain"
dimension = "business"
title = "供应链"
weight = 5
explanation = "云上供应链系统数量（N）÷ 供应链系统总数（M）× 5。供应链系统如采购、SCM、库存等。"
ranked = ["n", "m"]
question = "企业在用哪些供应链系统？"
example = "采购、供应商协同、仓储、运输等。"
[indicators.formula]
kind = "system_count"
n = { label = "云上供应链系统数量", unit = "个", whole = true }
m = { label = "供应链系统总数", unit = "个", whole = true }

[[indicators]]
id = "marketing"
dimension = "business"
title = "营销"
weight = 5
explanation = "云上营销系统数量（N）÷ 营销系统总数（M）× 5。营销系统如 CRM、电子商务、O2O、售后服务等。"
ranked = ["n", "m"]
question = "企业在用哪些营销和服务系统？"
example = "CRM、网上商城、经销商平台、售后服务等。"
[indicators.formula]
kind = "system_count"
n = { label = "云上营销系统数量", unit = "个", whole = true }
m = { label = "营销系统总数", unit = "个", whole = true }

[[indicators]]
id = "other_business"
dimension = "business"
title = "其他"
weight = 5
explanation = "云上其他系统数量（N）÷ 其他系统总数（M）× 5。其他系统如大数据、数据服务、人工智能平台等。"
ranked = ["n", "m"]
question = "还有哪些业务系统不在上面四类里？"
example = "大数据平台、数据服务、人工智能平台等。"
[indicators.formula]
kind = "system_count"
n = { label = "云上其他系统数量", unit = "个", whole = true }
m = { label = "其他系统总数", unit = "个", whole = true }

# ── 云上管理 ──

[[indicators]]
id = "office"
dimension = "management"
title = "行政办公"
weight = 5
explanation = "云上行政办公系统数量（N）÷ 行政办公系统总数（M）× 5。行政办公系统如人事、培训、考核、财务、税务、工作量、审批等。"
ranked = ["n", "m"]
question = "企业在用哪些行政办公系统？"
example = "人事、财务、审批、培训、考核等。"
[indicators.formula]
kind = "system_count"
n = { label = "云上行政办公系统数量", unit = "个", whole = true }
m = { label = "行政办公系统总数", unit = "个", whole = true }

[[indicators]]
id = "device_access"
dimension = "management"
title = "设备接入"
weight = 5
explanation = "云上各类设备数量（N）÷ 企业设备总量（M）× 5，单位台。设备如电力、新能源、智能设备等。"
ranked = ["n", "m"]
question = "企业一共有多少台设备，其中多少台的数据上了云？"
example = "数控机床、电表、光伏、AGV、空压机等。"
[indicators.formula]
kind = "ratio"
n = { label = "云上各类设备数量", unit = "台", whole = true }
m = { label = "企业设备总量", unit = "台", whole = true }

[[indicators]]
id = "device_management"
dimension = "management"
title = "设备管理"
weight = 5
explanation = "云上设备管理系统数量（N）÷ 设备管理系统总数（M）× 5。设备管理系统如台账、点检、工单、维保等。"
ranked = ["n", "m"]
question = "企业在用哪些设备管理系统？"
example = "设备台账、点检、工单、维保等。"
[indicators.formula]
kind = "system_count"
n = { label = "云上设备管理系统数量", unit = "个", whole = true }
m = { label = "设备管理系统总数", unit = "个", whole = true }

# ── 云上数字化协同 ──

[[indicators]]
id = "system_collaboration"
dimension = "collaboration"
title = "系统协同"
weight = 5
explanation = "满足条件的协同系统数量（N）÷ 云上业务五类系统 N 之和（M）× 5。协同系统指在云上与产业链上下游协同的系统。"
ranked = ["n"]
question = "哪些系统在云上与供应商、客户等产业链上下游协同？"
example = "在系统清单里勾选“上下游协同”，数量由程序统计。"
[indicators.formula]
kind = "cross_sum"
n = { label = "满足条件协同系统数量", unit = "个", whole = true }
m = { label = "云上业务系统数量之和", unit = "个", whole = true }
sum_of = ["rnd", "production", "supply_chain", "marketing", "other_business"]

[[indicators]]
id = "data_collaboration"
dimension = "collaboration"
title = "数据协同"
weight = 5
explanation = "实现云上协同的数据类别数（N）÷ 6 × 5。六类数据：研发、设计、生产、供应链、销售、服务。"
ranked = ["n"]
question = "哪些数据已经在云上打通？"
example = "勾选已实现云上协同的数据类别。"
[indicators.formula]
kind = "ticks"
n = { label = "已协同的数据类别数", unit = "类", whole = true }
m = { label = "数据类别总数", unit = "类", whole = true }
options = [
  { id = "rnd", label = "研发数据" },
  { id = "design", label = "设计数据" },
  { id = "production", label = "生产数据" },
  { id = "supply_chain", label = "供应链数据" },
  { id = "sales", label = "销售数据" },
  { id = "service", label = "服务数据" },
]

# ── 上云投入 ──

[[indicators]]
id = "cloud_investment"
dimension = "investment"
title = "上云投入"
weight = 5
explanation = "近三年上云总投入（N）÷ 近三年信息化总投入（M）× 5，单位万元。与申报表“近三年上云投入”“近三年信息化建设和运维投入”两栏一致。"
ranked = ["n"]
question = "近三年信息化一共投入多少，其中上云投入多少？"
example = "云服务费、上云改造和迁移费用等。"
[indicators.formula]
kind = "ratio"
n = { label = "近三年上云总投入", unit = "万元", field = "cloud_spend_3y" }
m = { label = "近三年信息化总投入", unit = "万元", field = "it_spend_3y" }

# ── 标杆示范（专家评分） ──

[[indicators]]
id = "xinchuang"
dimension = "demonstration"
group = "创新应用"
title = "信创应用示范"
weight = 4
explanation = "信息技术应用创新产品在云上的应用示范情况，由专家评分。"
question = "用了哪些信创产品，效果如何？"
[indicators.formula]
kind = "expert"

[[indicators]]
id = "cloud_native"
dimension = "demonstration"
group = "创新应用"
title = "云原生应用情况"
weight = 4
explanation = "新建系统采用云原生方式建设、原有系统按云原生方式改造的情况，由专家评分。"
question = "哪些系统按云原生方式新建或改造？"
[indicators.formula]
kind = "expert"

[[indicators]]
id = "cloud_management_capability"
dimension = "demonstration"
group = "创新应用"
title = "云上管理能力建设"
weight = 5
explanation = "云上管理制度、运维响应、多云和混合云管理规范等能力建设情况，由专家评分。"
question = "云上系统由谁管、怎么管，出了问题多久响应？"
[indicators.formula]
kind = "expert"

[[indicators]]
id = "typical_platform"
dimension = "demonstration"
group = "典型示范"
title = "典型云平台应用情况"
weight = 4
explanation = "产业大脑、工业互联网平台、行业云平台等典型云平台的应用情况，由专家评分。"
question = "用了哪些产业大脑、工业互联网或行业云平台？"
[indicators.formula]
kind = "expert"

[[indicators]]
id = "new_manufacturing"
dimension = "demonstration"
group = "典型示范"
title = "发展新制造典型应用情况"
weight = 4
explanation = "数字化车间、智能工厂、未来工厂等新制造典型应用情况，由专家评分。"
question = "建成了哪些数字化车间、智能工厂或未来工厂？"
[indicators.formula]
kind = "expert"

[[indicators]]
id = "performance_case"
dimension = "demonstration"
group = "典型示范"
title = "绩效提升典型案例"
weight = 4
explanation = "上云用云带来绩效提升的典型案例，由专家评分。"
question = "上云后哪些指标变好了，好了多少？"
[indicators.formula]
kind = "expert"
');
INSERT INTO "standard_file" VALUES('form.toml','# 附件1《制造业云上企业申报表》的栏目，按表上的行。

[[fields]]
id = "name"
label = "企业名称"
row = 1
kind = "line"
hint = "与营业执照一致，打印后在此盖章"

[[fields]]
id = "registered_address"
label = "注册地址"
row = 2
kind = "line"
hint = "与营业执照一致"

[[fields]]
id = "registered_capital"
label = "注册资金"
row = 3
kind = "money"
unit = "万元"

[[fields]]
id = "legal_representative"
label = "法人代表"
row = 3
kind = "line"

[[fields]]
id = "legal_phone"
label = "法人代表联系电话"
row = 3
kind = "phone"

[[fields]]
id = "employees"
label = "员工数量"
row = 4
kind = "count"
unit = "人"

[[fields]]
id = "it_lead"
label = "信息化负责人"
row = 4
kind = "line"

[[fields]]
id = "it_lead_phone"
label = "信息化负责人联系电话"
row = 4
kind = "phone"
hint = "主管部门据此联系企业"

[[fields]]
id = "main_business"
label = "主营业务"
row = 5
kind = "text"
limit = 1000

[[fields]]
id = "revenue"
label = "上年度销售收入"
row = 6
kind = "money"
unit = "万元"

[[fields]]
id = "profit"
label = "上年度利润总额"
row = 6
kind = "signed_money"
unit = "万元"
hint = "亏损填负数"
at_most = "revenue"

[[fields]]
id = "tax"
label = "上年度纳税总额"
row = 6
kind = "money"
unit = "万元"
at_most = "revenue"

[[fields]]
id = "rnd_spend"
label = "上年度研发投入"
row = 7
kind = "money"
unit = "万元"
at_most = "revenue"

[[fields]]
id = "cloud_spend_3y"
label = "近三年上云投入"
row = 7
kind = "money"
unit = "万元"
hint = "与“上云投入”指标的 N 是同一个数"

[[fields]]
id = "it_spend_3y"
label = "近三年信息化建设和运维投入"
row = 7
kind = "money"
unit = "万元"
hint = "与“上云投入”指标的 M 是同一个数"

[[fields]]
id = "it_status"
label = "企业信息化建设情况"
row = 8
kind = "text"

[[fields]]
id = "cloud_applications"
label = "已上云的业务和应用清单"
row = 9
kind = "text"

[[fields]]
id = "cloud_providers"
label = "云计算产品和服务提供商"
row = 10
kind = "text"

[[fields]]
id = "cloud_results"
label = "上云实际投入及用云成效简要描述"
row = 11
kind = "text"
hint = "尽可能用数字说明"

[[fields]]
id = "typical_cases"
label = "云上典型应用、典型案例介绍"
row = 12
kind = "text"
hint = "至少一个有深度、有成效、可推广的案例"

[[fields]]
id = "suggestions"
label = "云上企业培育的意见建议"
row = 13
kind = "text"
required = false
');
INSERT INTO "standard_file" VALUES('evidence.toml','# 佐证材料要求，按审核人翻看的顺序。来源：通知四（二）和附件2 说明。
# missing：缺了算 error（不能封装）、warning（要写明理由）还是 hint；不写表示可有可无。

[[requirements]]
id = "business_licence"
label = "营业执照复印件"
missing = "error"
accept = ["picture", "pdf", "ofd"]
clause = "通知四（二）：营业执照复印件"

[[requirements]]
id = "service_contract"
label = "上云业务合同"
subject = "cloud_service"
missing = "error"
period = "last_three_years"
clause = "通知四（二）：近三年上云业务合同及发票复印件"

[[requirements]]
id = "service_invoice"
label = "上云业务发票"
subject = "cloud_service"
missing = "error"
period = "last_three_years"
clause = "通知四（二）：近三年上云业务合同及发票复印件"

[[requirements]]
id = "security_spend"
label = "云安全费用凭证"
indicator = "cloud_security"
missing = "error"
period = "last_year"
clause = "附件2 说明：云安全须附上年度发票、收据或合同"

[[requirements]]
id = "database_spend"
label = "云数据库费用凭证"
indicator = "cloud_database"
missing = "error"
period = "last_year"
clause = "附件2 说明：云数据库须附上年度发票、收据或合同"

[[requirements]]
id = "system_login"
label = "登录页截图"
subject = "system"
missing = "error"
accept = ["picture", "pdf"]
clause = "附件2 说明：每个系统附登录页截图"

[[requirements]]
id = "system_home"
label = "功能主页截图"
subject = "system"
missing = "error"
accept = ["picture", "pdf"]
clause = "附件2 说明：每个系统附功能主页截图"

[[requirements]]
id = "demonstration"
label = "标杆示范材料"
subject = "indicator"
clause = "附件2 说明：标杆示范可附详细说明或案例"

[[requirements]]
id = "other"
label = "其他材料"
');
INSERT INTO "standard_file" VALUES('recommendation.toml','# 附件3《制造业云上企业推荐排序表》的列，由市经信部门汇总；width 是列宽（字符）。

[[columns]]
title = "序号"
source = "sequence"
width = 6

[[columns]]
title = "区县"
source = "batch.county"
width = 12

[[columns]]
title = "企业名称"
source = "enterprise.name"
width = 30

[[columns]]
title = "主营业务"
source = "enterprise.main_business"
width = 30

[[columns]]
title = "上年度销售收入（万元）"
source = "enterprise.revenue"
width = 14

[[columns]]
title = "上年度利润总额（万元）"
source = "enterprise.profit"
width = 14

[[columns]]
title = "近三年信息化建设和运维投入（万元）"
source = "enterprise.it_spend_3y"
width = 18

[[columns]]
title = "近三年上云投入（万元）"
source = "enterprise.cloud_spend_3y"
width = 14

[[columns]]
title = "企业信息化负责人"
source = "enterprise.it_lead"
width = 12

[[columns]]
title = "联系电话"
source = "enterprise.it_lead_phone"
width = 16

[[columns]]
title = "市经信局推荐意见"
source = "blank"
width = 20
');
INSERT INTO "standard_file" VALUES('batches.toml','# 批次、报送期限和各地差异。

[[batches]]
id = "2021-1"
title = "2021 年第一批"
year = 2021
notice = "浙经信云计算便函〔2021〕81号"
paper_sets = 1

[[batches.deadlines]]
sender = "区县经信部门"
receiver = "杭州市经信局"
date = "2021-12-01"
city = "杭州市"

[[batches.deadlines]]
sender = "设区市经信部门"
receiver = "省经信厅"
date = "2021-12-03"

[[batches.local]]
city = "杭州市"
paper_sets = 2
note = "杭州市要求各区县报送纸质材料一式两份"
');
INSERT INTO "standard_file" VALUES('regions.toml','# 浙江省 11 个设区市和 90 个县（市、区），2021 年行政区划。

[[cities]]
name = "杭州市"
counties = [
  "上城区", "拱墅区", "西湖区", "滨江区", "萧山区", "余杭区",
  "临平区", "钱塘区", "富阳区", "临安区", "桐庐县", "淳安县",
  "建德市",
]

[[cities]]
name = "宁波市"
counties = [
  "海曙区", "江北区", "北仑区", "镇海区", "鄞州区", "奉化区",
  "余姚市", "慈溪市", "象山县", "宁海县",
]

[[cities]]
name = "温州市"
counties = [
  "鹿城区", "龙湾区", "瓯海区", "洞头区", "瑞安市", "乐清市",
  "龙港市", "永嘉县", "平阳县", "苍南县", "文成县", "泰顺县",
]

[[cities]]
name = "嘉兴市"
counties = [
  "南湖区", "秀洲区", "海宁市", "平湖市", "桐乡市", "嘉善县",
  "海盐县",
]

[[cities]]
name = "湖州市"
counties = [
  "吴兴区", "南浔区", "德清县", "长兴县", "安吉县",
]

[[cities]]
name = "绍兴市"
counties = [
  "越城区", "柯桥区", "上虞区", "诸暨市", "嵊州市", "新昌县",
]

[[cities]]
name = "金华市"
counties = [
  "婺城区", "金东区", "兰溪市", "义乌市", "东阳市", "永康市",
  "武义县", "浦江县", "磐安县",
]

[[cities]]
name = "衢州市"
counties = [
  "柯城区", "衢江区", "江山市", "常山县", "开化县", "龙游县",
]

[[cities]]
name = "舟山市"
counties = [
  "定海区", "普陀区", "岱山县", "嵊泗县",
]

[[cities]]
name = "台州市"
counties = [
  "椒江区", "黄岩区", "路桥区", "温岭市", "临海市", "玉环市",
  "三门县", "天台县", "仙居县",
]

[[cities]]
name = "丽水市"
counties = [
  "莲都区", "龙泉市", "青田县", "缙云县", "遂昌县", "松阳县",
  "云和县", "庆元县", "景宁畲族自治县",
]
');
CREATE TABLE system (
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	category TEXT NOT NULL, 
	cloud BOOLEAN NOT NULL, 
	collaborates BOOLEAN NOT NULL, 
	platform TEXT NOT NULL, 
	provider TEXT NOT NULL, 
	summary TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "system" VALUES('s1',0,'系统s1','rnd',1,1,'','','一句话');
INSERT INTO "system" VALUES('s2',1,'系统s2','office',0,0,'','','一句话');
CREATE TABLE unconfirmed (
	place TEXT NOT NULL, 
	PRIMARY KEY (place)
);
INSERT INTO "unconfirmed" VALUES('enterprise.revenue');
INSERT INTO "unconfirmed" VALUES('systems.s2');
INSERT INTO "unconfirmed" VALUES('evidence.evidence/a.png');
COMMIT;
