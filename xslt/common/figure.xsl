<?xml version="1.0" encoding="UTF-8"?>
<!--
figure.xsl: figures (statistics) on pages: a value with its unit, choices of a report.
  figure-value   value, unit        "3 days", "12.5%", fen as yuan, a dash when empty
  report-choice  name, label, options (node set), value   a select of organisations
  report-made-up -                  said on paper too when the data is make-believe
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">

  <xsl:template name="figure-value">
    <xsl:param name="value"/>
    <xsl:param name="unit"/>
    <xsl:choose>
      <xsl:when test="string($value) = ''">—</xsl:when>
      <xsl:when test="$unit = '分'"><xsl:value-of select="kb:money(string($value))"/></xsl:when>
      <xsl:when test="$unit = '%'"><xsl:value-of select="concat($value, '%')"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$value"/>
        <xsl:choose>
          <xsl:when test="$unit = ''"/>
          <xsl:when test="kb:has-text(concat('unit.', $unit))"><xsl:value-of select="concat(' ', kb:text(concat('unit.', $unit), string($value)))"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat(' ', $unit)"/></xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="report-choice">
    <xsl:param name="name"/>
    <xsl:param name="label"/>
    <xsl:param name="first"/>
    <xsl:param name="options"/>
    <xsl:param name="value"/>
    <div class="field">
      <label for="i-{$name}"><xsl:value-of select="$label"/></label>
      <select id="i-{$name}" name="{$name}">
        <option value=""><xsl:value-of select="$first"/></option>
        <xsl:for-each select="$options">
          <option value="{organ_id}">
            <xsl:if test="organ_id = $value"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
            <xsl:apply-templates select="." mode="name-of"/>
          </option>
        </xsl:for-each>
      </select>
    </div>
  </xsl:template>
  <xsl:template match="*" mode="name-of"><xsl:value-of select="(name | name_en[$en])[last()]"/></xsl:template>

  <xsl:template name="report-made-up">
    <xsl:if test="/page/site/demo = 'yes'"><p class="printed"><strong><xsl:value-of select="kb:text('frame.demo')"/></strong></p></xsl:if>
  </xsl:template>
</xsl:stylesheet>
