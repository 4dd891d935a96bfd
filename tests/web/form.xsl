<?xml version="1.0" encoding="UTF-8"?>
<!--
form.xsl: what a browser without scripts would send of a form, as lines
"name TAB value" (line breaks as \n). The first line is "enctype TAB action".
Input: an HTML page (xsltproc with its html option).
Parameter action: a part of the wanted form's action; "" takes the first form
inside main.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:param name="action"/>

  <xsl:template match="/">
    <xsl:apply-templates select="(//form[$action != '' and
      contains(@action, $action)] | //main//form[$action = ''])[1]"/>
  </xsl:template>

  <xsl:template match="form">
    <xsl:value-of select="concat(@enctype, '&#9;', @action, '&#10;')"/>
    <xsl:variable name="id" select="@id"/>
    <xsl:apply-templates mode="send" select="(.//input | .//select |
      .//textarea | //*[@form = $id and $id != ''])[@name and not(@disabled)]"/>
  </xsl:template>

  <xsl:template match="input" mode="send">
    <xsl:if test="not(@type = 'submit' or @type = 'file' or @type = 'button'
        or ((@type = 'checkbox' or @type = 'radio') and not(@checked)))">
      <xsl:call-template name="pair">
        <xsl:with-param name="value" select="@value"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="select" mode="send">
    <xsl:variable name="chosen" select=".//option[@selected]"/>
    <xsl:variable name="option" select="($chosen | .//option[not($chosen)])[1]"/>
    <xsl:if test="$option">
      <xsl:call-template name="pair">
        <xsl:with-param name="value">
          <xsl:choose>
            <xsl:when test="$option/@value"><xsl:value-of select="$option/@value"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$option"/></xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="textarea" mode="send">
    <xsl:call-template name="pair">
      <xsl:with-param name="value" select="."/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="pair">
    <xsl:param name="value"/>
    <xsl:value-of select="concat(@name, '&#9;')"/>
    <xsl:call-template name="lines">
      <xsl:with-param name="text" select="translate($value, '&#13;', '')"/>
    </xsl:call-template>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="lines">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="contains($text, '&#10;')">
        <xsl:value-of select="concat(substring-before($text, '&#10;'), '\n')"/>
        <xsl:call-template name="lines">
          <xsl:with-param name="text" select="substring-after($text, '&#10;')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
