<?xml version="1.0" encoding="UTF-8"?>
<!--
likeness.xsl: cases that say nearly the same, on the page of a case.
Input: <like degree number? opened_on earlier state_title? known?
  texts/x/text{@field own other}/>*, see api.likeness; <ins>: what the other has not.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb p">

  <xsl:template name="case-likeness">
    <xsl:if test="like">
      <section>
        <h2 id="like"><xsl:value-of select="kb:text('like.title')"/></h2>
        <p class="sub"><xsl:value-of select="kb:text('like.what')"/></p>
        <xsl:apply-templates select="like"/>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="like">
    <details class="sheet-data">
      <xsl:if test="number and not(preceding-sibling::like[number])"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
      <summary>
        <b><xsl:value-of select="kb:text('like.degree', string(degree))"/></b>
        <xsl:text> </xsl:text>
        <xsl:choose>
          <xsl:when test="number"><span class="num"><xsl:value-of select="number"/></span></xsl:when>
          <xsl:otherwise><xsl:value-of select="kb:text('like.other')"/></xsl:otherwise>
        </xsl:choose>
        <xsl:text> · </xsl:text>
        <xsl:value-of select="kb:text('search.opened', kb:date(string(opened_on)))"/>
        <xsl:if test="earlier = 'f'"><xsl:value-of select="kb:text('like.later')"/></xsl:if>
        <xsl:if test="known"><xsl:text> · </xsl:text><xsl:value-of select="kb:text('like.known', string(known[$zh] | known_en[$en]))"/></xsl:if>
      </summary>
      <xsl:choose>
        <xsl:when test="number">
          <p><a class="num" href="/case/{number}"><xsl:value-of select="number"/></a><xsl:text> </xsl:text><span class="sub"><xsl:value-of select="state_title[$zh] | state_title_en[$en]"/></span></p>
          <div class="scroll" tabindex="0" role="region" aria-label="{kb:text('like.compared')}">
            <table>
              <thead><tr><td/><th scope="col"><xsl:value-of select="kb:text('like.this')"/></th><th scope="col"><xsl:value-of select="kb:text('like.that')"/></th></tr></thead>
              <tbody><xsl:apply-templates select="texts/x/text" mode="like"/></tbody>
            </table>
          </div>
        </xsl:when>
        <xsl:otherwise><p><xsl:value-of select="kb:text('like.other-why')"/></p></xsl:otherwise>
      </xsl:choose>
    </details>
  </xsl:template>

  <xsl:template match="text" mode="like">
    <xsl:variable name="form" select="/page/p:procedure/p:forms/p:form[@name = substring-before(current()/@field, '/')]"/>
    <tr>
      <th scope="row"><xsl:call-template name="say"><xsl:with-param name="of" select="$form/p:page/p:field[@name = substring-after(current()/@field, '/')]/p:label"/></xsl:call-template></th>
      <td lang="zh-CN"><xsl:apply-templates select="own" mode="like"/></td>
      <td lang="zh-CN"><xsl:apply-templates select="other" mode="like"/></td>
    </tr>
  </xsl:template>
  <xsl:template match="own | other" mode="like"><xsl:apply-templates mode="like"/></xsl:template>
  <xsl:template match="ins" mode="like"><mark><xsl:value-of select="."/></mark></xsl:template>
</xsl:stylesheet>
