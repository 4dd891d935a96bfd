<?xml version="1.0" encoding="UTF-8"?>
<!-- recommendation.xsl: 推荐函: the provincial office recommends an applicant
     to the national office (designation, rapid-centre). Reads
     record/apply, record/draft-recommendation{opinion contact phone}. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>

  <xsl:template match="case" mode="title">
    <xsl:text>关于推荐</xsl:text>
    <xsl:value-of select="party/applicant/@region-name"/>
    <xsl:text>申报建设</xsl:text>
    <xsl:value-of select="record/apply/title"/>
    <xsl:text>的函</xsl:text>
  </xsl:template>

  <xsl:template match="case" mode="to"><xsl:value-of select="party/national/@name"/></xsl:template>
  <xsl:template match="case" mode="contact">
    <xsl:apply-templates select="record/draft-recommendation" mode="person"/>
  </xsl:template>
  <xsl:template match="case" mode="copies"><xsl:value-of select="party/applicant/@name"/></xsl:template>
  <xsl:template match="case" mode="annexes">
    <annex-note><xsl:value-of select="concat(party/applicant/@name, '关于建设', record/apply/title, '的申报材料')"/></annex-note>
  </xsl:template>

  <xsl:template match="case" mode="body">
    <p>
      <xsl:text>根据</xsl:text>
      <xsl:call-template name="application-basis"/>
      <xsl:text>规定，</xsl:text>
      <xsl:value-of select="party/applicant/@name"/>
      <xsl:text>向我局提交了建设</xsl:text>
      <xsl:value-of select="record/apply/title"/>
      <xsl:text>的申报材料。我局进行了审核，现将有关情况函告如下：</xsl:text>
    </p>
    <h1>一、申报基本情况</h1>
    <xsl:apply-templates select="record/apply" mode="facts"/>
    <h1>二、审核意见</h1>
    <xsl:call-template name="paragraphs">
      <xsl:with-param name="text" select="record/draft-recommendation/opinion"/>
      <xsl:with-param name="field" select="'draft-recommendation/opinion'"/>
    </xsl:call-template>
    <h1>三、推荐意见</h1>
    <p>
      <xsl:text>经审核，</xsl:text>
      <xsl:value-of select="party/applicant/@name"/>
      <xsl:text>的申报材料齐全，符合</xsl:text>
      <xsl:call-template name="application-basis"><xsl:with-param name="conditions" select="true()"/></xsl:call-template>
      <xsl:text>规定的申报条件。我局同意推荐，现将申报材料随函报送，请予审核。</xsl:text>
    </p>
    <p>特此函达。</p>
  </xsl:template>

  <xsl:template match="apply" mode="facts">
    <p>
      <xsl:text>拟建设的中心面向</xsl:text>
      <xsl:value-of select="fields"/>
      <xsl:text>，开展</xsl:text>
      <xsl:apply-templates select="type" mode="words"/>
      <xsl:text>的快速预审和知识产权快速维权工作。</xsl:text>
      <xsl:apply-templates select="output[last()]" mode="facts"/>
    </p>
    <p>
      <xsl:text>当地政府承诺提供以下保障：工作人员</xsl:text>
      <xsl:value-of select="staff"/>
      <xsl:choose><xsl:when test="$rapid">人</xsl:when><xsl:otherwise>人年</xsl:otherwise></xsl:choose>
      <xsl:text>，业务条件建设费用</xsl:text>
      <xsl:call-template name="money"><xsl:with-param name="amount" select="build-money"/></xsl:call-template>
      <xsl:text>，年运行费用</xsl:text>
      <xsl:call-template name="money"><xsl:with-param name="amount" select="run-money"/></xsl:call-template>
      <xsl:text>，场地</xsl:text>
      <xsl:value-of select="space"/>
      <xsl:text>平方米。</xsl:text>
    </p>
  </xsl:template>

  <xsl:template match="output" mode="facts">
    <xsl:value-of select="concat(year, '年，该产业本地产值')"/>
    <xsl:call-template name="money"><xsl:with-param name="amount" select="local"/></xsl:call-template>
    <xsl:text>，全国同类产业产值</xsl:text>
    <xsl:call-template name="money"><xsl:with-param name="amount" select="national"/></xsl:call-template>
    <xsl:if test="share != ''"><xsl:value-of select="concat('，占比', share, '%')"/></xsl:if>
    <xsl:if test="../output-rank != ''"><xsl:value-of select="concat('，居全国第', ../output-rank, '位')"/></xsl:if>
    <xsl:text>。</xsl:text>
  </xsl:template>
</xsl:stylesheet>
