<?xml version="1.0" encoding="UTF-8"?>
<!--
tool_needs.xsl: page /tool/needs?type=all&cities=16. Input: sql/page/tool_needs.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('needs.title')"/></xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/tool"><xsl:value-of select="kb:text('tool.title')"/></a></li>
    <li aria-current="page"><xsl:value-of select="kb:text('needs.title')"/></li>
  </xsl:template>
  <xsl:template match="page" mode="lead"><p class="lead"><xsl:value-of select="kb:text('needs.lead')"/></p></xsl:template>

  <xsl:template match="page" mode="main">
    <xsl:variable name="type" select="string(query/p[@name = 'type'])"/>
    <form action="/tool/needs" method="get" class="filter">
      <div class="field">
        <label for="i-type"><xsl:value-of select="kb:text('needs.type')"/></label>
        <select id="i-type" name="type">
          <xsl:call-template name="type"><xsl:with-param name="type" select="'design'"/></xsl:call-template>
          <xsl:call-template name="type"><xsl:with-param name="type" select="'invention-utility'"/></xsl:call-template>
          <xsl:call-template name="type"><xsl:with-param name="type" select="'all'"/></xsl:call-template>
        </select>
      </div>
      <xsl:call-template name="input">
        <xsl:with-param name="name" select="'cities'"/>
        <xsl:with-param name="label" select="kb:text('needs.cities')"/>
        <xsl:with-param name="hint" select="kb:text('needs.cities-hint')"/>
        <xsl:with-param name="size" select="6"/>
      </xsl:call-template>
      <p><button type="submit" class="button"><xsl:value-of select="kb:text('needs.do')"/></button></p>
    </form>
    <xsl:choose>
      <xsl:when test="needs"><xsl:apply-templates select="needs[1]"/></xsl:when>
      <xsl:when test="$type != ''">
        <xsl:call-template name="banner"><xsl:with-param name="kind" select="'bad'"/><xsl:with-param name="title" select="kb:text('needs.wrong')"/></xsl:call-template>
      </xsl:when>
    </xsl:choose>
    <h2><xsl:value-of select="kb:text('needs.basis')"/></h2>
    <p><xsl:value-of select="kb:text('needs.basis-text')"/></p>
    <p><a href="/guide/designation"><xsl:value-of select="kb:text('needs.guide')"/></a></p>
  </xsl:template>

  <xsl:template name="type">
    <xsl:param name="type"/>
    <option value="{$type}">
      <xsl:if test="$q[@name = 'type'] = $type"><xsl:attribute name="selected">selected</xsl:attribute></xsl:if>
      <xsl:value-of select="kb:text(concat('needs.type-', $type))"/>
    </option>
  </xsl:template>

  <!-- <row name unit clause standard need><label xml:lang/>*</row>* -->
  <xsl:template match="rows">
    <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('list.table')}">
      <table class="cards-table">
        <thead><tr>
          <th scope="col"><xsl:value-of select="kb:text('needs.what')"/></th>
          <th scope="col" class="r"><xsl:value-of select="kb:text('needs.standard')"/></th>
          <th scope="col" class="r"><xsl:value-of select="kb:text('needs.need')"/></th>
          <th scope="col"><xsl:value-of select="kb:text('guide.clause')"/></th>
        </tr></thead>
        <tbody>
          <xsl:for-each select=".//row">
            <tr>
              <th scope="row"><xsl:value-of select="(label[@xml:lang = 'zh-CN'] | label[@xml:lang = $lang])[last()]"/></th>
              <td class="r" data-l="{kb:text('needs.standard')}"><xsl:value-of select="@standard"/><xsl:call-template name="unit"><xsl:with-param name="unit" select="string(@unit)"/></xsl:call-template></td>
              <td class="r" data-l="{kb:text('needs.need')}"><xsl:value-of select="@need"/><xsl:call-template name="unit"><xsl:with-param name="unit" select="string(@unit)"/></xsl:call-template></td>
              <td data-l="{kb:text('guide.clause')}"><xsl:value-of select="@clause"/></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="needs">
    <xsl:variable name="cities" select="$q[@name = 'cities']"/>
    <section class="answer" aria-labelledby="answer">
      <h2 id="answer"><xsl:value-of select="kb:text('needs.answer')"/></h2>
      <dl class="figures">
        <div><dt><xsl:value-of select="kb:text('needs.staff')"/></dt><dd><xsl:value-of select="format-number(person_years, '#,##0.0')"/><span class="unit"><xsl:value-of select="kb:text('needs.person-years')"/></span></dd></div>
        <div><dt><xsl:value-of select="kb:text('needs.build')"/></dt><dd><xsl:value-of select="format-number(build_cost_wan, '#,##0.0')"/><span class="unit"><xsl:value-of select="kb:text('needs.wan')"/></span></dd></div>
        <div><dt><xsl:value-of select="kb:text('needs.run')"/></dt><dd><xsl:value-of select="format-number(run_cost_wan, '#,##0.0')"/><span class="unit"><xsl:value-of select="kb:text('needs.wan')"/></span></dd></div>
        <div><dt><xsl:value-of select="kb:text('needs.space')"/></dt><dd><xsl:value-of select="format-number(space_m2, '#,##0.0')"/><span class="unit">m²</span></dd></div>
      </dl>
      <xsl:if test="formula != ''"><p><b><xsl:value-of select="kb:text('needs.formula')"/></b><xsl:value-of select="kb:text('needs.times', string(formula))"/></p></xsl:if>
      <xsl:apply-templates select="rows"/>
      <xsl:choose>
        <xsl:when test="$cities != ''">
          <xsl:call-template name="banner"><xsl:with-param name="kind" select="'warn'"/><xsl:with-param name="title" select="kb:text('needs.about')"/><xsl:with-param name="text" select="kb:text('needs.about-why')"/></xsl:call-template>
        </xsl:when>
        <xsl:otherwise><p class="quiet"><xsl:value-of select="kb:text('needs.least')"/></p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>
</xsl:stylesheet>
