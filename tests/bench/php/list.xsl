<?xml version="1.0" encoding="UTF-8"?>
<!-- list.xsl: the list of cases, for xsl.php; frame.sh puts the frame in.
     Input: <page name csrf request cursor><case number …/>*, the words of rows made by PHP. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
  <xsl:template match="/page"><page-frame/></xsl:template>
  <xsl:template match="case">
    <tr><xsl:if test="row_class"><xsl:attribute name="class"><xsl:value-of select="row_class"/></xsl:attribute></xsl:if><th scope="row" data-l="案件编号"><a class="num" href="/case/{number}"><xsl:value-of select="number"/></a></th><td data-l="事项"><span><xsl:value-of select="title"/></span><xsl:if test="subject"><span class="sub"><xsl:value-of select="subject"/></span></xsl:if></td><td data-l="当事人"><xsl:value-of select="organ_name"/></td><td data-l="状态"><span class="tag {public_state}"><xsl:value-of select="public_word"/></span><span class="sub"><xsl:value-of select="state_title"/></span></td><td data-l="办理单位"><xsl:value-of select="holder_name"/></td><td data-l="应办结日"><xsl:if test="due_on"><time datetime="{due_on}"><xsl:value-of select="due_word"/></time></xsl:if><xsl:if test="days_word"><span class="{days_class}"><xsl:value-of select="days_word"/></span></xsl:if><xsl:if test="due_provisional = 't' and days_left &gt;= 0"><span class="tag prov">暂定</span></xsl:if></td><td data-l="更新日期"><time datetime="{changed_at}"><xsl:value-of select="changed_word"/></time></td></tr>
  </xsl:template>
</xsl:stylesheet>
