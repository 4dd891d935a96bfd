<?xml version="1.0" encoding="UTF-8"?>
<!--
What a stopped order means here: a clue from customs (BaseTransfer/copCode, which
the peer must speak for) to the office that OrderHead/note names before a colon.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:x="urn:kuaibao:exchange:1"
    xmlns:ceb="http://www.chinaport.gov.cn/ceb"
    xmlns="urn:kuaibao:message:clue:1"
    exclude-result-prefixes="x ceb">

  <xsl:template match="/x:message">
    <xsl:apply-templates select="x:body/ceb:CEB311Message"/>
  </xsl:template>

  <xsl:template match="ceb:CEB311Message">
    <xsl:variable name="from" select="ceb:BaseTransfer"/>
    <xsl:variable name="head" select="ceb:Order[1]/ceb:OrderHead"/>
    <xsl:if test="not(contains($head/ceb:note, '：'))">
      <xsl:message terminate="yes">OrderHead/note names no office: OFFICE：REASON</xsl:message>
    </xsl:if>
    <clue procedure="clue" version="1" number="{$head/ceb:orderNo}" state="pushed"
        date="{substring(/x:message/x:head/x:created, 1, 10)}">
      <party name="sender" code="{$from/ceb:copCode}" title="{$from/ceb:copName}" kind="office" level="prefecture" region="370200"/>
      <record>
        <clue>
          <kind>online</kind>
          <subject>海关查获涉嫌侵权商品：订单 <xsl:value-of select="$head/ceb:orderNo"/></subject>
          <office><xsl:value-of select="substring-before($head/ceb:note, '：')"/></office>
          <facts>
            <xsl:value-of select="concat(substring-after($head/ceb:note, '：'), '；商品价值 ', $head/ceb:goodsValue, ' 元。商品：')"/>
            <xsl:for-each select="ceb:Order/ceb:OrderList">
              <xsl:value-of select="concat(ceb:itemName, ' × ', ceb:qty, '（单价 ', ceb:price, '）')"/>
              <xsl:if test="ceb:itemDescribe"><xsl:value-of select="concat('，', ceb:itemDescribe)"/></xsl:if>
              <xsl:text>；</xsl:text>
            </xsl:for-each>
          </facts>
          <url><xsl:value-of select="concat($head/ceb:ebpName, '（', $head/ceb:ebpCode, '）：', $head/ceb:ebcName)"/></url>
          <ask>请核查该网店及其供货者，并反馈处理结果。</ask>
          <days>20</days>
          <xsl:for-each select="/x:message/x:body/x:attachment">
            <evidence ref="{@name}" name="{@name}" type="{@type}" size="{@size}" sha256="{@sha256}"/>
          </xsl:for-each>
        </clue>
      </record>
    </clue>
  </xsl:template>
</xsl:stylesheet>
