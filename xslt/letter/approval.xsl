<?xml version="1.0" encoding="UTF-8"?>
<!-- approval.xsl: 批复: the national office agrees that a centre be built
     (designation, designation-province, rapid-centre). Reads
     record/draft-approval{title type fields build-months requirements contact
     phone}, record/visit-report/visited-on, letter/recommendation. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>
  <xsl:param name="form" select="'document'"/>

  <xsl:template match="case" mode="title">
    <xsl:value-of select="concat('关于同意建设', record/draft-approval/title, '的批复')"/>
  </xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/applicant/@name"/></xsl:template>
  <xsl:template match="case" mode="contact">
    <xsl:apply-templates select="record/draft-approval" mode="person"/>
  </xsl:template>
  <xsl:template match="case" mode="copies"><xsl:value-of select="party/province/@name"/></xsl:template>

  <xsl:template match="case" mode="body">
    <xsl:variable name="you"><xsl:apply-templates select="party/applicant" mode="you"/></xsl:variable>
    <xsl:variable name="draft" select="record/draft-approval"/>
    <p>
      <xsl:value-of select="concat($you, '关于建设', record/apply/title, '的申报材料')"/>
      <xsl:if test="letter/recommendation/@number != ''">
        <xsl:value-of select="concat('和', party/province/@name, '的推荐函（', letter/recommendation[last()]/@number, '）')"/>
      </xsl:if>
      <xsl:text>收悉。根据</xsl:text>
      <xsl:call-template name="application-basis"/>
      <xsl:text>规定，经审核</xsl:text>
      <xsl:if test="record/visit-report/visited-on != ''">
        <xsl:text>和</xsl:text>
        <xsl:call-template name="date"><xsl:with-param name="on" select="record/visit-report/visited-on"/></xsl:call-template>
        <xsl:text>现场考察</xsl:text>
      </xsl:if>
      <xsl:text>，现批复如下：</xsl:text>
    </p>
    <p>
      <xsl:value-of select="concat('一、同意', $you, '建设', $draft/title, '，面向', $draft/fields, '，开展')"/>
      <xsl:apply-templates select="$draft/type" mode="words"/>
      <xsl:text>的快速预审和知识产权快速维权等快速协同保护工作。</xsl:text>
    </p>
    <p>
      <xsl:value-of select="concat('二、建设期限为', $draft/build-months, '个月，自本批复印发之日起计算。请')"/>
      <xsl:value-of select="$you"/>
      <xsl:text>在期限内按要求完成建设工作，经我局验收通过后投入运行。</xsl:text>
    </p>
    <p>三、建设工作应当符合以下要求：</p>
    <xsl:call-template name="paragraphs">
      <xsl:with-param name="text" select="$draft/requirements"/>
      <xsl:with-param name="field" select="'draft-approval/requirements'"/>
    </xsl:call-template>
    <xsl:if test="party/province">
      <p><xsl:value-of select="concat('四、请', party/province/@name, '加强指导和检查，推进建设工作。')"/></p>
    </xsl:if>
    <p>此复。</p>
  </xsl:template>
</xsl:stylesheet>
