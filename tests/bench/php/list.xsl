<?xml version="1.0" encoding="UTF-8"?>
<!-- list.xsl: the list of cases, for xsl.php. Input: page/actor, page/case*. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="html" encoding="UTF-8" indent="no"/>
  <xsl:template match="/page">
    <html lang="zh-CN">
      <head>
        <title>案件</title>
        <link rel="stylesheet" href="/static/kuaibao.css"/>
      </head>
      <body>
        <a class="skip" href="#main">跳到正文</a>
        <header>
          <nav>
            <ul>
              <li><a href="/">首页</a></li><li><a href="/guide">办事指南</a></li>
              <li><a href="/track">查询进度</a></li><li><a href="/verify">文书验真</a></li>
              <li><a href="/register">名录</a></li><li><a href="/notice">公告</a></li>
              <li><a href="/report">统计</a></li><li><a href="/tool">工具</a></li>
              <li><a href="/work">我的工作</a></li><li><a href="/cases">案件列表</a></li>
              <li><a href="/messages">消息</a></li>
            </ul>
          </nav>
          <p><xsl:value-of select="concat(actor/name, ' ', actor/organ_name)"/></p>
        </header>
        <main id="main">
          <h1>案件列表</h1>
          <form method="get"><label>查找 <input name="q"/></label><button>查找</button></form>
          <table class="cards">
            <thead>
              <tr><th scope="col">案件</th><th scope="col">事项</th><th scope="col">申请单位</th>
                <th scope="col">状态</th><th scope="col">办理单位</th><th scope="col">更新时间</th>
                <th scope="col">期限</th></tr>
            </thead>
            <tbody><xsl:apply-templates select="case"/></tbody>
          </table>
        </main>
        <footer><p>主办单位</p><p>联系方式</p><p>网站标识码</p></footer>
      </body>
    </html>
  </xsl:template>
  <xsl:template match="case">
    <tr>
      <td data-label="案件"><a href="/case/{number}"><xsl:value-of select="number"/></a>
        <span class="sub"><xsl:value-of select="subject"/></span></td>
      <td data-label="事项"><xsl:value-of select="title"/></td>
      <td data-label="申请单位"><xsl:value-of select="organ_name"/></td>
      <td data-label="状态"><span class="state"><xsl:value-of select="state_title"/></span></td>
      <td data-label="办理单位"><xsl:value-of select="holder_name"/></td>
      <td data-label="更新时间"><time datetime="{changed_at}"><xsl:value-of select="changed_at"/></time></td>
      <td data-label="期限"><xsl:value-of select="due_on"/></td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
