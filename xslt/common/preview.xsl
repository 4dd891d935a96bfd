<?xml version="1.0" encoding="UTF-8"?>
<!--
preview.xsl: a letter's pages as they are, and its conformance report.
Input: <preview>pages as SVG</preview>
  <report><rule clause wanted measured ok>what</rule>*</report>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">

  <xsl:template match="preview">
    <div class="sheet" tabindex="0" role="region" aria-label="{kb:text('form.preview-title')}"><xsl:copy-of select="node()"/></div>
  </xsl:template>

  <!-- Each rule of GB/T 9704 with what was measured. -->
  <xsl:template match="report">
    <details>
      <summary><xsl:value-of select="kb:text('case.letter-report', string(count(rule[@ok = 'true'])), string(count(rule)))"/></summary>
      <div class="scroll">
        <table>
          <caption><xsl:value-of select="kb:text('case.letter-rules')"/></caption>
          <thead>
            <tr>
              <th scope="col"><xsl:value-of select="kb:text('case.rule-clause')"/></th>
              <th scope="col"><xsl:value-of select="kb:text('case.rule-what')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('case.rule-wanted')"/></th>
              <th scope="col" class="r"><xsl:value-of select="kb:text('case.rule-measured')"/></th>
              <th scope="col"><xsl:value-of select="kb:text('case.state')"/></th>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="rule">
              <tr>
                <td class="num"><xsl:value-of select="@clause"/></td>
                <td><xsl:value-of select="."/></td>
                <td class="r"><xsl:value-of select="@wanted"/></td>
                <td class="r"><xsl:value-of select="@measured"/></td>
                <td>
                  <xsl:choose>
                    <xsl:when test="@ok = 'true'"><span class="tag ok"><xsl:value-of select="kb:text('case.rule-ok')"/></span></xsl:when>
                    <xsl:otherwise><span class="tag bad"><xsl:value-of select="kb:text('case.rule-bad')"/></span></xsl:otherwise>
                  </xsl:choose>
                </td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </details>
  </xsl:template>
</xsl:stylesheet>
