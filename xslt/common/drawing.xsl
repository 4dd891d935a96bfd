<?xml version="1.0" encoding="UTF-8"?>
<!--
drawing.xsl: what was drawn from which list, and the way to draw it again.
  drawings    record, procedure    a section for each list of the record
Input: record/PATH/{count hash item{key columns}*} and, once it was drawn,
  record/PATH-drawn/{hash value drawn{n key columns score}*}, see <pool> and <draw>
  of procedure.rng; the repeat that the list was made of names the columns.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:kuaibao:procedure:1"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb p">

  <xsl:template name="drawings">
    <xsl:param name="record"/>
    <xsl:param name="procedure"/>
    <xsl:for-each select="$record/*[hash and item]">
      <xsl:variable name="list" select="."/>
      <xsl:variable name="pool" select="$procedure/p:moves/p:move/p:pool[@path = name($list)]"/>
      <xsl:variable name="repeat" select="$procedure/p:forms/p:form/p:page/p:repeat[@name = substring-after(substring-after($pool/@each, 'record/'), '/')]"/>
      <xsl:variable name="drawn" select="../*[name() = concat(name($list), '-drawn')]"/>
      <section>
        <h2><xsl:value-of select="kb:text('draw.of')"/><xsl:call-template name="say"><xsl:with-param name="of" select="$repeat/p:label"/></xsl:call-template></h2>
        <p><xsl:value-of select="kb:text('draw.of-list', string(count))"/><xsl:text> </xsl:text><code class="hash"><xsl:value-of select="hash"/></code></p>
        <xsl:choose>
          <xsl:when test="$drawn">
            <p><xsl:value-of select="kb:text('draw.of-value', string($drawn/value), string(count($drawn/drawn)))"/></p>
            <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('list.table')}">
              <table class="cards-table">
                <thead><tr>
                  <th scope="col" class="r"><xsl:value-of select="kb:text('draw.n')"/></th>
                  <xsl:for-each select="$repeat/p:field[@name = 'key' or contains(concat(' ', $pool/@columns, ' '), concat(' ', @name, ' '))]">
                    <th scope="col"><xsl:call-template name="say"><xsl:with-param name="of" select="p:label"/></xsl:call-template></th>
                  </xsl:for-each>
                  <th scope="col"><xsl:value-of select="kb:text('draw.score')"/></th>
                </tr></thead>
                <tbody><xsl:apply-templates select="$drawn/drawn" mode="drawing"><xsl:with-param name="fields" select="$repeat/p:field[@name = 'key' or contains(concat(' ', $pool/@columns, ' '), concat(' ', @name, ' '))]"/></xsl:apply-templates></tbody>
              </table>
            </div>
            <form action="/tool/draw" method="post">
              <xsl:call-template name="hidden"/>
              <input type="hidden" name="list"><xsl:attribute name="value"><xsl:for-each select="item"><xsl:value-of select="concat(key, '&#10;')"/></xsl:for-each></xsl:attribute></input>
              <input type="hidden" name="value" value="{$drawn/value}"/>
              <input type="hidden" name="take" value="{count($drawn/drawn)}"/>
              <xsl:variable name="without" select="substring-after($procedure/p:moves/p:move/p:draw[@path = name($list)]/@without, 'record/')"/>
              <input type="hidden" name="without"><xsl:attribute name="value"><xsl:for-each select="$record/*[name() = substring-before($without, '/')]/*[name() = substring-before(substring-after($without, '/'), '/')]"><xsl:value-of select="concat(key, '&#10;')"/></xsl:for-each></xsl:attribute></input>
              <p><button class="second"><xsl:value-of select="kb:text('draw.again')"/></button></p>
            </form>
          </xsl:when>
          <xsl:otherwise><p><xsl:value-of select="kb:text('draw.of-none')"/></p></xsl:otherwise>
        </xsl:choose>
      </section>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="drawn" mode="drawing">
    <xsl:param name="fields"/>
    <xsl:variable name="item" select="."/>
    <tr>
      <td class="r" data-l="{kb:text('draw.n')}"><xsl:value-of select="n"/></td>
      <xsl:for-each select="$fields">
        <xsl:variable name="label"><xsl:call-template name="say"><xsl:with-param name="of" select="p:label"/></xsl:call-template></xsl:variable>
        <td data-l="{$label}"><xsl:value-of select="$item/*[name() = current()/@name]"/></td>
      </xsl:for-each>
      <td data-l="{kb:text('draw.score')}"><code title="{score}"><xsl:value-of select="substring(score, 1, 16)"/>…</code></td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
