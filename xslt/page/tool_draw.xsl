<?xml version="1.0" encoding="UTF-8"?>
<!--
tool_draw.xsl: page /tool/draw; its form is sent, for lists are long. Input: sql/page/tool_draw.sql.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:kb="urn:kuaibao:xslt" exclude-result-prefixes="kb">
  <xsl:import href="../common/layout.xsl"/>
  <xsl:import href="../common/widget.xsl"/>
  <xsl:import href="../common/public.xsl"/>

  <xsl:template match="page" mode="title"><xsl:value-of select="kb:text('draw.title')"/></xsl:template>
  <xsl:template match="page" mode="crumb">
    <li><a href="/tool"><xsl:value-of select="kb:text('tool.title')"/></a></li>
    <li aria-current="page"><xsl:value-of select="kb:text('draw.title')"/></li>
  </xsl:template>
  <xsl:template match="page" mode="lead"><p class="lead"><xsl:value-of select="kb:text('draw.lead')"/></p></xsl:template>

  <xsl:template match="page" mode="main">
    <form action="/tool/draw" method="post">
      <xsl:call-template name="hidden"/>
      <xsl:call-template name="draw-lines"><xsl:with-param name="name" select="'list'"/><xsl:with-param name="rows" select="8"/></xsl:call-template>
      <xsl:call-template name="input">
        <xsl:with-param name="name" select="'value'"/>
        <xsl:with-param name="label" select="kb:text('draw.value')"/>
        <xsl:with-param name="hint" select="kb:text('draw.value-hint')"/>
        <xsl:with-param name="size" select="40"/>
      </xsl:call-template>
      <xsl:call-template name="input">
        <xsl:with-param name="name" select="'take'"/>
        <xsl:with-param name="label" select="kb:text('draw.take')"/>
        <xsl:with-param name="hint" select="''"/>
        <xsl:with-param name="size" select="6"/>
      </xsl:call-template>
      <xsl:call-template name="draw-lines"><xsl:with-param name="name" select="'without'"/><xsl:with-param name="rows" select="2"/></xsl:call-template>
      <p><button type="submit" class="button"><xsl:value-of select="kb:text('draw.do')"/></button></p>
    </form>
    <xsl:variable name="take" select="number($q[@name = 'take'])"/>
    <xsl:variable name="most" select="count(draw[out = 'f'])"/>
    <xsl:choose>
      <xsl:when test="draw">
        <xsl:if test="not($take = floor($take) and $take &gt;= 1 and $take &lt;= $most)">
          <xsl:call-template name="banner"><xsl:with-param name="kind" select="'bad'"/><xsl:with-param name="title" select="kb:text('draw.take-wrong', string($most))"/></xsl:call-template>
        </xsl:if>
        <xsl:call-template name="draw-answer"/>
      </xsl:when>
      <xsl:when test="query/p[@name = 'list']">
        <xsl:call-template name="banner"><xsl:with-param name="kind" select="'bad'"/><xsl:with-param name="title" select="kb:text('draw.wrong')"/></xsl:call-template>
      </xsl:when>
    </xsl:choose>
    <h2><xsl:value-of select="kb:text('draw.how')"/></h2>
    <ol>
      <li><xsl:value-of select="kb:text('draw.how-1')"/></li>
      <li><xsl:value-of select="kb:text('draw.how-2')"/></li>
      <li><xsl:value-of select="kb:text('draw.how-3')"/></li>
    </ol>
    <p><xsl:value-of select="kb:text('draw.shell')"/></p>
    <pre class="scroll" tabindex="0"><code>LC_ALL=C sort -u list.txt | tee keys.txt | sha256sum   # HASH
while read -r key; do
    printf '%s:%s:%s' "$HASH" "$VALUE" "$key" | sha256sum | sed "s/-\$/$key/"
done &lt;keys.txt | sort | head -n "$TAKE"</code></pre>
  </xsl:template>

  <xsl:template name="draw-lines">
    <xsl:param name="name"/>
    <xsl:param name="rows"/>
    <div class="field">
      <label for="i-{$name}"><xsl:value-of select="kb:text(concat('draw.', $name))"/></label>
      <p class="hint" id="h-{$name}"><xsl:value-of select="kb:text(concat('draw.', $name, '-hint'))"/></p>
      <textarea id="i-{$name}" name="{$name}" rows="{$rows}" aria-describedby="h-{$name}" spellcheck="false"><xsl:value-of select="$q[@name = $name]"/></textarea>
    </div>
  </xsl:template>

  <xsl:template name="draw-answer">
    <xsl:variable name="take" select="number($q[@name = 'take'])"/>
    <section class="answer" aria-labelledby="answer">
      <h2 id="answer"><xsl:value-of select="kb:text('draw.answer')"/></h2>
      <p><b><xsl:value-of select="kb:text('draw.hash')"/></b> <code class="code"><xsl:value-of select="draw[1]/hash"/></code></p>
      <p><xsl:value-of select="kb:text('draw.count', string(count(draw)))"/></p>
      <div class="scroll cards" tabindex="0" role="region" aria-label="{kb:text('list.table')}">
        <table class="cards-table">
          <thead><tr>
            <th scope="col" class="r"><xsl:value-of select="kb:text('draw.n')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('draw.key')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('draw.result')"/></th>
            <th scope="col"><xsl:value-of select="kb:text('draw.score')"/></th>
          </tr></thead>
          <tbody>
            <xsl:for-each select="draw">
              <tr>
                <td class="r" data-l="{kb:text('draw.n')}"><xsl:value-of select="n"/></td>
                <th scope="row"><xsl:value-of select="key"/></th>
                <td data-l="{kb:text('draw.result')}">
                  <xsl:choose>
                    <xsl:when test="out = 't'"><xsl:value-of select="kb:text('draw.out')"/></xsl:when>
                    <xsl:when test="place &lt;= $take"><b><xsl:value-of select="kb:text('draw.drawn')"/></b></xsl:when>
                    <xsl:otherwise>—</xsl:otherwise>
                  </xsl:choose>
                </td>
                <td data-l="{kb:text('draw.score')}"><code title="{score}"><xsl:value-of select="substring(score, 1, 16)"/>…</code></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:template>
</xsl:stylesheet>
