<?xml version="1.0" encoding="UTF-8"?>
<!-- inspection.xsl: 验收意见: passed, or to be mended and inspected again
     (acceptance-inspection). Reads record/designation/title,
     record/inspection{inspected-on premises staffing funding rules result
     opinion item{problem remedy}* mend-months contact contact-phone},
     limit/mend. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>

  <xsl:template match="case" mode="title">
    <xsl:value-of select="concat('关于', record/designation/title, '建设验收意见的函')"/>
  </xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/applicant/@name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/inspection" mode="person"/></xsl:template>
  <xsl:template match="case" mode="copies"><xsl:value-of select="party/province/@name"/></xsl:template>

  <xsl:template match="case" mode="body">
    <xsl:variable name="i" select="record/inspection"/>
    <p>
      <xsl:call-template name="acceptance-basis"/>
      <xsl:text>，我局于</xsl:text>
      <xsl:call-template name="date"><xsl:with-param name="on" select="$i/inspected-on"/></xsl:call-template>
      <xsl:value-of select="concat('对', record/designation/title, '建设工作进行了验收。现将验收意见函告如下：')"/>
    </p>
    <h1>一、验收情况</h1>
    <xsl:apply-templates select="$i/premises | $i/staffing | $i/funding | $i/rules" mode="finding"/>
    <h1>二、验收意见</h1>
    <xsl:call-template name="paragraphs">
      <xsl:with-param name="text" select="$i/opinion"/>
      <xsl:with-param name="field" select="'inspection/opinion'"/>
    </xsl:call-template>
    <h1>三、验收结论</h1>
    <xsl:choose>
      <xsl:when test="$i/result = 'passed'">
        <p><xsl:value-of select="concat(record/designation/title, '通过验收，自本函印发之日起可以投入运行。')"/></p>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="$i" mode="mend"/></xsl:otherwise>
    </xsl:choose>
    <p>特此函达。</p>
  </xsl:template>

  <xsl:template match="premises | staffing | funding | rules" mode="finding">
    <h2 run="in">
      <xsl:text>（</xsl:text>
      <xsl:call-template name="ordinal"><xsl:with-param name="n" select="position()"/></xsl:call-template>
      <xsl:text>）</xsl:text>
      <xsl:choose>
        <xsl:when test="self::premises">场地和设备。</xsl:when>
        <xsl:when test="self::staffing">人员和培训。</xsl:when>
        <xsl:when test="self::funding">经费。</xsl:when>
        <xsl:otherwise>业务流程和制度。</xsl:otherwise>
      </xsl:choose>
    </h2>
    <p><xsl:call-template name="sentence"><xsl:with-param name="text" select="."/></xsl:call-template></p>
  </xsl:template>

  <xsl:template match="inspection" mode="mend">
    <p><xsl:value-of select="concat($record/designation/title, '未通过验收，请就以下问题整改：')"/></p>
    <xsl:apply-templates select="item" mode="point"/>
    <p>
      <xsl:text>整改期限为</xsl:text>
      <xsl:choose>
        <xsl:when test="$data/case/limit/mend"><xsl:apply-templates select="$data/case/limit/mend[last()]" mode="limit"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="span"><xsl:with-param name="amount" select="mend-months"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
      <xsl:text>。整改完成后，请重新提出验收申请。</xsl:text>
    </p>
  </xsl:template>
</xsl:stylesheet>
