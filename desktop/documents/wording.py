"""Column titles and words that the workbook and the printed pages share."""

from __future__ import annotations

SYSTEM_COLUMNS = (
    "序号",
    "系统名称",
    "类别",
    "是否在云上",
    "上下游协同",
    "云平台",
    "供应商",
    "功能简介",
    "登录页截图",
    "功能主页截图",
)
DISPLAY_NAME = "界面显示名"  # of a system; told where there is one, asked for in the form
SERVICE_COLUMNS = ("序号", "产品名称", "服务商", "合同编号", "开始日期", "结束日期", "金额（万元）", "合同", "发票")
SERVER_COLUMNS = ("序号", "服务器", "台数", "每台核数", "每台内存（GB）", "是否在云上", "折合标准台数")
PROOF_COLUMNS = (
    "序号",
    "云产品和服务、指标",
    "凭证种类",
    "服务商",
    "合同编号",
    "日期",
    "材料编号",
    "原文件名",
    "说明",
)
INVOICE_COLUMNS = (
    "序号",
    "云产品和服务、指标",
    "凭证种类",
    "材料编号",
    "号码",
    "日期",
    "销售方",
    "购买方",
    "不含税（元）",
    "税额（元）",
    "价税合计（元）",
    "计入（元）",
    "不计入的原因",
)
EVIDENCE_COLUMNS = ("编号", "用途", "包内文件", "原文件名", "大小（字节）", "日期", "SHA-256", "说明")
ASSESSMENT_COLUMNS = ("一级指标（权重）", "二级指标（权重）", "指标说明", "N", "M", "自评分", "专家评分")
WARNING_COLUMNS = ("位置", "情况", "企业说明")
CHANGE_COLUMNS = ("位置", "上一版", "本版")
NO_REASON = "企业未作说明"
NOT_THERE = "未附"
YES, NO = "是", "否"
EXPERT_SCORED = "由专家评分"


def yes_no(value: bool) -> str:  # noqa: FBT001  (the value is what is said)
    """是 or 否."""
    return YES if value else NO
