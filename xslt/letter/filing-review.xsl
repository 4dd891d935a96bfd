<?xml version="1.0" encoding="UTF-8"?>
<!-- filing-review.xsl: 备案复核结果通报. Reads record/review{year row{code
     accepted passed abnormal rate? tier quota result}* contact phone}. -->
<xsl:stylesheet version="1.0" xmlns="urn:kuaibao:letter:1"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="../common/letter.xsl"/>

  <xsl:variable name="rows" select="$record/review/row"/>

  <xsl:template match="case" mode="title"><xsl:value-of select="concat('关于', record/review/year, '年度专利预审备案复核结果的函')"/></xsl:template>
  <xsl:template match="case" mode="to"><xsl:value-of select="party/province/@name"/></xsl:template>
  <xsl:template match="case" mode="contact"><xsl:apply-templates select="record/review" mode="person"/></xsl:template>

  <xsl:template match="case" mode="body">
    <xsl:variable name="keep" select="$rows[result = 'keep']"/>
    <p>
      <xsl:text>根据</xsl:text>
      <xsl:call-template name="basis"><xsl:with-param name="clause" select="'S3-2-2'"/></xsl:call-template>
      <xsl:value-of select="concat('规定，我中心对', count($rows), '家备案主体进行了', record/review/year, '年度复核，现将结果函报如下：')"/>
    </p>
    <h1>一、等级</h1>
    <p><xsl:value-of select="concat('A类', count($keep[tier = 'a']), '家，B类', count($keep[tier = 'b']), '家，C类', count($keep[tier = 'c']), '家。等级和下年度额度自本函签发之日起生效。')"/></p>
    <h1>二、拟暂停和取消的单位</h1>
    <p>
      <xsl:value-of select="concat('拟暂停', count($rows[result = 'suspend']), '家，拟取消', count($rows[result = 'cancel']), '家')"/>
      <xsl:if test="$rows[not(result = 'keep')]">，将逐家告知并听取说明</xsl:if>
      <xsl:text>。</xsl:text>
    </p>
    <h1>三、计算依据</h1>
    <p><xsl:value-of select="concat('合格率不低于', parameter/tier-a-rate, '%且没有非正常申请的为A类，不低于', parameter/tier-b-rate, '%的为B类，其他为C类；额度为合格件数乘以合格率加', parameter/quota-base, '件，取整。')"/></p>
    <p>特此函报。</p>
  </xsl:template>
</xsl:stylesheet>
